"""Somebody wants help where they are, or something does not work: whoever sees to it says so, by name."""

from shared.domain.answers import HallChanged, Refused
from shared.faults import UsageFault
from shared.store.engine import Engine
from shared.store.record import job_rows
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once


def request_help(
    hall_file: Engine, request: str, place: str, *, quiet: bool = False, officer: str = ""
) -> HallChanged | Refused:
    """Call the staff to ``place``, the code of a kiosk or counter; ``quiet``: nothing may show it there."""

    def body(tx: Tx) -> HallChanged:
        data = {"place": place, "quiet": quiet}
        tx.event(What.HELP_REQUESTED, counter=_counter(tx, place), data=data)
        return HallChanged(What.HELP_REQUESTED, tx.day)

    return once(hall_file, request, "request_help", body, officer=officer, device=place)


def accept_help(hall_file: Engine, request: str, place: str, *, officer: str = "") -> HallChanged | Refused:
    """Somebody is on the way to ``place``; it is told there. Harmless when nobody called."""

    def body(tx: Tx) -> HallChanged:
        tx.event(What.HELP_ACCEPTED, counter=_counter(tx, place), data={"place": place})
        return HallChanged(What.HELP_ACCEPTED, tx.day)

    return once(hall_file, request, "accept_help", body, officer=officer)


def acknowledge(hall_file: Engine, request: str, alarm: str, words: str, officer: str = "") -> HallChanged | Refused:
    """Somebody has seen an alarm and sees to it. ``alarm`` is what it is about, ``words`` what it said.

    UsageFault without a name: an alarm that nobody in particular has seen is still one.
    """

    def body(tx: Tx) -> HallChanged:
        if not (tx.officer or "").strip():
            raise UsageFault("Nobody's name was given.", "Say who sees to it: --officer NAME, or sign in.")
        tx.event(What.ALARM_ACKNOWLEDGED, counter=_counter(tx, alarm), reason=words, data={"alarm": alarm})
        return HallChanged(What.ALARM_ACKNOWLEDGED, tx.day)

    return once(hall_file, request, "acknowledge", body, officer=officer)


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


def _counter(tx: Tx, place: str) -> str | None:
    return place if place in tx.hall.counter else None
