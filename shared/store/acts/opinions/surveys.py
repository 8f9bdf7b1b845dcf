"""Questionnaires of the satisfaction survey: a file of them is taken in, or out again; one is answered at a kiosk."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from shared.domain import respondents
from shared.domain.answers import HallChanged, Refused
from shared.domain.respondents import Traits
from shared.domain.skm import Questionnaire, Source
from shared.domain.words import Refusal
from shared.store.acts.opinions.rate import HOUR_MS
from shared.store.engine import Engine
from shared.store.questions.surveys import answers_text
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


def take_survey(
    hall_file: Engine,
    request: str,
    name: str,
    questionnaires: Sequence[Questionnaire],
    officer: str = "",
    *,
    traits: Sequence[Traits] = (),
    source: Source = Source.FILE,
) -> HallChanged | Refused:
    """Keep the questionnaires of a file under its ``name`` (what it holds, as a hash): the same file counts once.

    ``traits`` are those of the respondents, in the order of the questionnaires; only their sums are kept.
    """

    def body(tx: Tx) -> HallChanged:
        if tx.db.execute("SELECT 1 FROM skm WHERE file = ? LIMIT 1", (name,)).fetchone() is not None:
            return HallChanged(What.SURVEY_TAKEN, tx.day)
        for number, one in enumerate(questionnaires, 1):
            keep(tx, name, number, one, source)
        keep_respondents(tx, name, zip(questionnaires, traits, strict=False))
        tx.event(What.SURVEY_TAKEN, reason=name, data={"questionnaires": len(questionnaires), "source": source.value})
        return HallChanged(What.SURVEY_TAKEN, tx.day, changes=(name,))

    return once(hall_file, request, "take_survey", body, officer=officer)


def remove_survey(hall_file: Engine, request: str, name: str, officer: str = "") -> HallChanged | Refused:
    """Take the questionnaires of a file out again. NO_SUCH_SURVEY."""

    def body(tx: Tx) -> HallChanged | Refused:
        gone = tx.db.execute("DELETE FROM skm WHERE file = ?", (name,)).rowcount
        if not gone:
            return refuse(Refusal.NO_SUCH_SURVEY, tx.hall, details={"file": name})
        tx.db.execute("DELETE FROM skm_respondents WHERE file = ?", (name,))
        tx.event(What.SURVEY_REMOVED, reason=name, data={"questionnaires": gone})
        return HallChanged(What.SURVEY_REMOVED, tx.day, changes=(name,))

    return once(hall_file, request, "remove_survey", body, officer=officer)


def answer_survey(
    hall_file: Engine, request: str, one: Questionnaire, traits: Traits, *, device: str | None = None
) -> HallChanged | Refused:
    """Somebody filled in a questionnaire at an exit kiosk. No event tells of it, and no minute."""

    def body(tx: Tx) -> HallChanged:
        tx.now = type(tx.now)(tx.now // HOUR_MS * HOUR_MS)
        name = f"kiosk-{tx.device}-{one.day[:7]}"
        number = int.from_bytes(hashlib.sha256(request.encode()).digest()[:6])  # in no order that would tell whose
        keep(tx, name, number, one, Source.KIOSK)
        keep_respondents(tx, name, [(one, traits)])
        return HallChanged(What.SURVEY_TAKEN, one.day)

    return once(hall_file, request, "answer_survey", body, device=device)


def keep(tx: Tx, name: str, number: int, one: Questionnaire, source: Source) -> None:
    """One questionnaire, under the name of what it came with."""
    tx.db.execute(
        "INSERT INTO skm (file, number, day, service, answers, source) VALUES (?, ?, ?, ?, ?, ?)",
        (name, number, one.day, one.service, answers_text(one), source.value),
    )


def keep_respondents(tx: Tx, name: str, answered: Iterable[tuple[Questionnaire, Traits]]) -> None:
    """The respondents' traits, as sums of a month and an agency."""
    counted = Counter(
        (one.day[:7], tx.hall.agency_of(one.service), *pair)
        for one, traits in answered
        for pair in respondents.kept(traits).items()
    )
    for (month, agency, trait, value), count in counted.items():
        tx.db.execute(
            "INSERT INTO skm_respondents (file, month, agency, trait, value, count) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (file, month, agency, trait, value)"
            " DO UPDATE SET count = skm_respondents.count + excluded.count",
            (name, month, agency, trait, value, count),
        )
