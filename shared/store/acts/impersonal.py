"""An officer's own words go into the record: not if personal data seem to stand in them."""

from shared.domain.answers import Refused
from shared.domain.words import Refusal
from shared.store.record.transaction import Tx
from shared.text.personal import FOUND, personal
from shared.text.refusals import refuse


def impersonal(tx: Tx, words: str) -> Refused | None:
    """PERSONAL_DATA, with what kind was found; None for words that may be kept."""
    kind = personal(words)
    if kind is None:
        return None
    return refuse(Refusal.PERSONAL_DATA, tx.hall, details={"kind": kind.value}, found=FOUND[kind])
