"""Where a paper ticket can be had when one kiosk's printers cannot give it."""

from collections.abc import Set

from shared.domain.hall_data.hall import Hall
from shared.store.engine import Db
from shared.store.record.job_rows import record_of

STILL_PRINTS = frozenset({None, "near_end", "silent"})
"""What a printer's kiosk may have written of it while tickets come out."""


def kiosk_with_paper(db: Db, hall: Hall, own: str, running: Set[str]) -> str:
    """Another kiosk that runs and prints: of the same zone first, then in the hall's order; empty without any."""
    here = hall.kiosk[own].zone if own in hall.kiosk else ""
    others = [code for code in hall.kiosk if code != own and code in running and _prints(db, hall, code)]
    return min(others, key=lambda code: hall.kiosk[code].zone != here, default="")


def _prints(db: Db, hall: Hall, kiosk: str) -> bool:
    records = [record_of(db, printer) for printer in hall.kiosk[kiosk].printers if printer in hall.printer]
    return any(not record.quarantined and record.trouble in STILL_PRINTS for record in records)
