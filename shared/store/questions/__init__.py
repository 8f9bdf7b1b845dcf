"""One function per question that a screen, a report or the command line asks the hall's file."""

from shared.store.questions.board import BoardCall, BoardCounter, BoardState, board
from shared.store.questions.counter import CounterView, StepLine, counter_view
from shared.store.questions.kiosk import KioskView, Offer, kiosk_view
from shared.store.questions.state import State, state
from shared.store.record.events import events_after

__all__ = [
    "BoardCall",
    "BoardCounter",
    "BoardState",
    "CounterView",
    "KioskView",
    "Offer",
    "State",
    "StepLine",
    "board",
    "counter_view",
    "events_after",
    "kiosk_view",
    "state",
]
