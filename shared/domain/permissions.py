"""Who may do what: one table by role, one by the kind of device. The acts ask it (``store.record.authority``)."""

from collections.abc import Mapping
from enum import StrEnum

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.staff import Role


class DeviceKind(StrEnum):
    """What acts, apart from who: by its code in the hall's data."""

    KIOSK = "kiosk"
    COUNTER = "counter"
    DISPLAY = "display"
    PC = "pc"  # the command line and everything else


_OFFICER = frozenset(
    {
        "issue", "check_in", "next", "call", "recall", "start", "finish", "no_show", "hold", "resume", "return",
        "transfer", "cancel", "rejoin", "serve", "visit_note",
        "add_step", "reorder", "continue_at", "open_counter", "close_counter", "break",
        "end_break", "note", "undo", "own_pin", "enter_forms", "printer_ready",
    }
)  # fmt: skip
_LEAD = _OFFICER | {
    "bring_back",
    "disturb_service",
    "restore_service",
    "book",
    "move_booking",
    "cancel_booking",
    "accept_help",
    "acknowledge",
    "move_officer",
}
_TECHNICIAN = frozenset({"note", "own_pin", "printer_ready", "accept_help", "acknowledge", "restore", "archive"})
_SUPERVISOR = _LEAD | _TECHNICIAN | {
    "announce", "pause_hall", "resume_hall", "open_day", "close_day", "apply_hall", "officers", "devices",
    "take_survey", "remove_survey", "follow_up", "today",
}  # fmt: skip

ROLES: Mapping[Role, frozenset[str]] = {
    Role.OFFICER: _OFFICER,
    Role.LEAD: _LEAD,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.TECHNICIAN: _TECHNICIAN,
}
"""The acts of each role. Copies, checks and test pages change nothing in the queue and need no leave."""

DEVICES: Mapping[DeviceKind, frozenset[str]] = {
    DeviceKind.KIOSK: frozenset({"issue", "check_in", "cancel", "note", "lease", "settle"}),
    DeviceKind.COUNTER: frozenset({"note"}),
    DeviceKind.DISPLAY: frozenset({"note"}),
    DeviceKind.PC: frozenset(),
}
"""What an enrolled device may do while nobody has signed in at it."""

ANYBODY = frozenset({"request_help", "rate", "answer_survey"})
"""What nobody is ever refused: a call for help, and a visitor's opinion."""

FREE_OF_COUNTERS = frozenset(
    {
        "issue",
        "check_in",
        "note",
        "visit_note",
        "add_step",
        "reorder",
        "own_pin",
        "accept_help",
        "acknowledge",
        "printer_ready",
    }
)
"""Acts of an officer that any visit may need, whichever counter serves it."""


def kind_of(hall: Hall, device: str) -> DeviceKind:
    """What kind of device bears this code."""
    if device in hall.kiosk:
        return DeviceKind.KIOSK
    if device in hall.display:
        return DeviceKind.DISPLAY
    return DeviceKind.COUNTER if device in hall.counter else DeviceKind.PC


def counters_of(hall: Hall, code: str) -> frozenset[str] | None:
    """The counters that an officer may serve; None for all."""
    officer = hall.officer[code]
    if officer.role is Role.LEAD:
        agencies = agencies_of(hall, code)
        if agencies is not None:
            return frozenset(counter for counter in hall.counter if _serves(hall, counter, agencies)).union(
                officer.counters
            )
    return frozenset(officer.counters) or None


def agencies_of(hall: Hall, code: str) -> frozenset[str] | None:
    """The agencies that a lead leads; None for all."""
    officer = hall.officer[code]
    return frozenset(officer.agencies) or frozenset(
        hall.agency_of(service) for counter in officer.counters for service in hall.services_of(counter)
    ) or None  # fmt: skip


def _serves(hall: Hall, counter: str, agencies: frozenset[str]) -> bool:
    return any(hall.agency_of(service) in agencies for service in hall.services_of(counter))
