"""Somebody has looked after a printer: it may be used again, and perhaps it has a full roll."""

from shared.domain.answers import HallChanged, Refused
from shared.faults import UsageFault
from shared.store.engine import Engine
from shared.store.record import job_rows
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once


def printer_ready(
    hall_file: Engine, request: str, printer: str, *, full_roll: bool = False, officer: str = ""
) -> HallChanged | Refused:
    """Its kiosk tries it within seconds; with ``full_roll`` its paper counts from zero. UsageFault for none of ours."""

    def body(tx: Tx) -> HallChanged:
        if printer not in tx.hall.printer:
            raise UsageFault(f'There is no printer "{printer}".', f"Known: {', '.join(tx.hall.printer)}.")
        known = job_rows.record_of(tx.db, printer)
        job_rows.save_health(tx.db, printer, known.trouble, quarantined=False, now=tx.now)
        if full_roll:
            job_rows.new_roll(tx.db, printer, tx.now)
        data = {"printer": printer, "ready": True, "full_roll": full_roll}
        tx.event(What.PRINTER_HEALTH, reason=known.trouble, data=data)
        return HallChanged(What.PRINTER_HEALTH, tx.day)

    return once(hall_file, request, "printer_ready", body, officer=officer)
