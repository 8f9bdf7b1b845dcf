"""Why was this number called? The calls of a day, found by number, officer or counter, with the reason of each."""

import json
from dataclasses import dataclass

from shared.domain.answers import Reason
from shared.domain.words import Instant
from shared.store.engine import Engine
from shared.store.questions.history import events_of_days
from shared.store.record.answers_json import reason_of
from shared.store.record.events import Event, What


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls are asked about; None is any."""

    label: str | None = None
    officer: str | None = None
    counter: str | None = None

    def fits(self, event: Event) -> bool:
        """Whether an event is of such a call."""
        return (
            (self.label is None or _asked(self.label) in _spellings(event.label or ""))
            and (self.officer is None or (event.officer or "").casefold() == self.officer.casefold())
            and (self.counter is None or event.counter == self.counter)
        )


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call, and why it was this number's turn."""

    sequence: int
    at: Instant
    call: int | None
    label: str
    service: str | None
    counter: str | None
    officer: str | None
    device: str
    reason: Reason


def calls(hall_file: Engine, day: str, wanted: Wanted) -> tuple[FoundCall, ...]:
    """The calls of a day that fit, oldest first, from the live file or the archive."""
    return tuple(
        FoundCall(
            event.sequence, event.at, event.call, event.label or "", event.service, event.counter, event.officer,
            event.device, reason_of(json.dumps(event.data["reason"])),
        )
        for event in events_of_days(hall_file, day, day)
        if event.what is What.CALLED and wanted.fits(event)
    )  # fmt: skip


def _asked(label: str) -> str:
    return "".join(sign for sign in label.upper() if sign.isalnum())


def _spellings(label: str) -> set[str]:
    """How a label may be written without its dash: AB-009 as AB009 or AB9."""
    prefix, _, number = label.partition("-")
    return {f"{prefix}{number}", f"{prefix}{number.lstrip('0')}"}
