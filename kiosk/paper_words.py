"""What a visitor is told about the paper: the truth at each moment, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Paper(StrEnum):
    """Where the paper of a ticket stands."""

    NONE = "none"  # this kiosk has no printer: the screen alone
    PRINTING = "printing"
    PRINTED = "printed"  # proven out
    UNVERIFIED = "unverified"  # this printer cannot tell
    ELSEWHERE = "elsewhere"  # goes on to another printer
    STALLED = "stalled"  # paper out or cover open while printing
    UNKNOWN = "unknown"  # it went out, and nobody knows whether paper came
    FAILED = "failed"  # no paper will come


@dataclass(frozen=True, slots=True)
class PaperState:
    """Where the paper stands. ``again``: the visitor may say once that none came out."""

    paper: Paper
    again: bool = False
    copy: int = 1


FINAL = frozenset({Paper.NONE, Paper.PRINTED, Paper.UNVERIFIED, Paper.UNKNOWN, Paper.FAILED})
"""Nothing more will happen to this paper."""


def headline(state: PaperState) -> str:
    """The state in a few words."""
    return {
        Paper.NONE: translate("KioskPaper", "Please remember your number"),
        Paper.PRINTING: translate("KioskPaper", "Your ticket is being printed"),
        Paper.PRINTED: translate("KioskPaper", "Please take your ticket"),
        Paper.UNVERIFIED: translate("KioskPaper", "Please take your ticket"),
        Paper.ELSEWHERE: translate("KioskPaper", "Your ticket is printed at the other printer"),
        Paper.STALLED: translate("KioskPaper", "The printer has stopped"),
        Paper.UNKNOWN: translate("KioskPaper", "Did a ticket come out?"),
        Paper.FAILED: translate("KioskPaper", "No ticket can be printed now"),
    }[state.paper]


def advice(state: PaperState) -> str:
    """What to do."""
    remember = translate("KioskPaper", "Write your number down or photograph this screen. It is valid without paper.")
    seat = translate("KioskPaper", "Have a seat. Your number is shown and called.")
    unsure = translate(
        "KioskPaper", "A ticket may have come out. If not, touch “No ticket came out”. Your number is valid either way."
    )
    doubt = translate("KioskPaper", "If none came out, touch “No ticket came out”. Your number is shown and called.")
    return {
        Paper.NONE: remember,
        Paper.PRINTING: translate("KioskPaper", "Your number is already valid."),
        Paper.PRINTED: seat,
        Paper.UNVERIFIED: doubt if state.again else seat,
        Paper.ELSEWHERE: translate("KioskPaper", "Your number is already valid. Please wait a moment."),
        Paper.STALLED: remember,
        Paper.UNKNOWN: unsure if state.again else remember,
        Paper.FAILED: remember,
    }[state.paper]
