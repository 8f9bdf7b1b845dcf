"""A visitor touched a face: one more in the hour's count. No event tells of it, and no minute."""

from shared.domain.answers import HallChanged, Refused
from shared.domain.rating import Rating
from shared.store.engine import Engine
from shared.store.record.transaction import Tx, once

HOUR_MS = 3_600_000
_KEY = "day = ? AND hour = ? AND zone = ? AND channel = ? AND service = ? AND agency = ? AND face = ? AND cause = ?"


def rate(
    hall_file: Engine, request: str, rating: Rating, instead: Rating | None = None, *, device: str | None = None
) -> HallChanged | Refused:
    """Count a rating; ``instead`` is the same one as it was counted before its cause, or its doubt, was known."""

    def body(tx: Tx) -> HallChanged:
        tx.now = type(tx.now)(tx.now // HOUR_MS * HOUR_MS)  # not even the request's row knows the minute
        if instead is not None:
            _take_out(tx, instead)
        tx.db.execute(
            "INSERT INTO ratings (day, hour, zone, channel, service, agency, face, cause, doubtful, count)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
            " ON CONFLICT (day, hour, zone, channel, service, agency, face, cause, doubtful)"
            " DO UPDATE SET count = ratings.count + 1",
            _row(rating),
        )
        return HallChanged("rated", rating.day)

    return once(hall_file, request, "rate", body, device=device)


def _take_out(tx: Tx, before: Rating) -> None:
    row = _row(before)
    tx.db.execute(f"DELETE FROM ratings WHERE {_KEY} AND doubtful = ? AND count = 1", row)
    tx.db.execute(f"UPDATE ratings SET count = count - 1 WHERE {_KEY} AND doubtful = ? AND count > 1", row)


def _row(rating: Rating) -> tuple[str | int, ...]:
    return (
        rating.day, rating.hour, rating.zone, rating.channel.value, rating.service, rating.agency, rating.face.value,
        rating.cause.value if rating.cause else "", int(rating.doubtful),
    )  # fmt: skip
