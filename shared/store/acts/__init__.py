"""Every act of the hall: one function, one short transaction, one request id.

Each takes ``(hall_file, request, ...)`` and answers what was done, or a ``Refused`` after which nothing is changed.
"""

from shared.domain.booking import Booking
from shared.domain.words import VisitEnd
from shared.store.acts.announcing import Place, announce, withdraw
from shared.store.acts.apply_hall import hours_today, quota_today
from shared.store.acts.bookings import cancel_booking, check_in, import_bookings, move_booking
from shared.store.acts.bringing_back import bring_back
from shared.store.acts.calling import call_named, call_next
from shared.store.acts.counters import close_counter, end_break, move_officer, open_counter, take_break
from shared.store.acts.days import close_day, ended_by_closing, not_confirmed, open_day
from shared.store.acts.help import accept_help, acknowledge, printer_ready, request_help
from shared.store.acts.interruptions import disturb_service, note, pause_hall, restore_service, resume_hall
from shared.store.acts.issue import Order, issue
from shared.store.acts.moving import cancel, finish, hold, no_show, recall, rejoin, resume, return_step, start
from shared.store.acts.opinions.rate import rate
from shared.store.acts.opinions.surveys import answer_survey, remove_survey, take_survey
from shared.store.acts.serving import serve_person
from shared.store.acts.target import Target
from shared.store.acts.transferring import transfer
from shared.store.acts.undoing import undo
from shared.store.acts.visit_notes import note_visit
from shared.store.acts.visits import add_step, continue_at, drop_step, reorder_steps
from shared.store.record.transaction import new_request

__all__ = [
    "Booking",
    "Order",
    "Place",
    "Target",
    "VisitEnd",
    "accept_help",
    "acknowledge",
    "add_step",
    "announce",
    "answer_survey",
    "bring_back",
    "call_named",
    "call_next",
    "cancel",
    "cancel_booking",
    "check_in",
    "close_counter",
    "close_day",
    "continue_at",
    "disturb_service",
    "drop_step",
    "end_break",
    "ended_by_closing",
    "finish",
    "hold",
    "hours_today",
    "import_bookings",
    "issue",
    "move_booking",
    "move_officer",
    "new_request",
    "no_show",
    "not_confirmed",
    "note",
    "note_visit",
    "open_counter",
    "open_day",
    "pause_hall",
    "printer_ready",
    "quota_today",
    "rate",
    "recall",
    "rejoin",
    "remove_survey",
    "reorder_steps",
    "request_help",
    "restore_service",
    "resume",
    "resume_hall",
    "return_step",
    "serve_person",
    "start",
    "take_break",
    "take_survey",
    "transfer",
    "undo",
    "withdraw",
]
