"""How many numbers were refused, by day, reason and service: what stays when the requests are forgotten."""

from typing import TYPE_CHECKING

from shared.domain.answers import Refused

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

_ASK_FOR_A_NUMBER = frozenset({"issue", "check_in"})


def count(tx: "Tx", act: str, refused: Refused) -> None:
    """One more, if the act asked for a number. Nothing of the visitor is kept."""
    if act in _ASK_FOR_A_NUMBER:
        tx.db.execute(
            "INSERT INTO refused_numbers (day, reason, service, count) VALUES (?, ?, ?, 1)"
            " ON CONFLICT (day, reason, service) DO UPDATE SET count = refused_numbers.count + 1",
            (tx.day, refused.code.value, str(refused.details.get("service", ""))),
        )
