"""What an interrupted ticket may have left in a printer's buffer: it would swallow or follow the next ticket.

"Unsafe" belongs to the printer, not to the program: it is kept in the hall's file until the printer was emptied.
"""

import contextlib
from collections.abc import Callable, Generator
from typing import Protocol

from printers.dialogue.conversation import Conversation
from printers.dialogue.fence import Fence, resync
from printers.dialogue.printer_events import Late, News
from printers.models.model import Answer
from printers.paper import escpos
from shared.faults import EnvironmentFault

_CLEAR_SECONDS = 2.0


class UnsafeRecord(Protocol):
    """What the hall's file keeps about a printer, for every program that prints on it."""

    def holds(self, code: str) -> bool:
        """Whether a part of an interrupted ticket may be in it."""
        ...

    def emptied(self, code: str) -> None:
        """It does not any more."""
        ...


class Leftover:
    """Whether a part of an old ticket may be in one printer, and whether it may still come out."""

    def __init__(self, code: str, record: UnsafeRecord | None, tell: Callable[[News], None]) -> None:
        self.unsafe = False
        self._code, self._record, self._tell = code, record, tell
        self._must_read = True  # the file was not asked since this connection began
        self._given_up: tuple[str, Fence] | None = None  # a ticket whose marker may still come

    def connected(self) -> None:
        """A connection begins: another program may have printed meanwhile."""
        self._must_read = True

    def is_possible(self) -> bool:
        """Whether an old ticket may be in it, as we know or as another program noted in the file."""
        if self._must_read and self._record:
            with contextlib.suppress(EnvironmentFault):  # then the ticket cannot be begun either
                self.unsafe = self._record.holds(self._code) or self.unsafe
                self._must_read = False
        return self.unsafe

    def drive_out(self, talk: Conversation) -> Generator[float, None, bool]:
        """Make sure that no part of an old ticket is in it, and note that."""
        self.expect_nothing()
        if not (yield from resync(talk)):
            return False
        self.emptied()
        return True

    def emptied(self) -> None:
        """Nothing is in it any more."""
        self.unsafe = False
        if self._record:
            with contextlib.suppress(EnvironmentFault):  # emptied again by the next program
                self._record.emptied(self._code)

    def expect(self, job: str, fence: Fence) -> None:
        """This ticket is given up, but its marker may still come."""
        self._given_up = (job, fence)

    def expect_nothing(self) -> None:
        """No marker of an older ticket counts from here on."""
        self._given_up = None

    def hear_late(self) -> None:
        """The marker of a ticket that we gave up has come after all: it is out, and nothing of it is left inside."""
        if self._given_up and self._given_up[1].passed():
            job, self._given_up = self._given_up[0], None
            self.emptied()
            self._tell(Late(self._code, job))


def clear_buffers(talk: Conversation) -> Generator[float, None, bool]:
    """Throw away what the printer still holds; True when it says that it did."""
    if Answer.CLEAR not in talk.model.answers:
        return False
    talk.out.clear()
    talk.cleared = False
    talk.send(escpos.CLEAR_BUFFERS)
    return (yield from talk.until(lambda: talk.cleared, _CLEAR_SECONDS))
