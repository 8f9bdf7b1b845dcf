"""How a printer is: the one reading that status bytes of every kind come down to, and the words for people."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What keeps a printer from printing, or soon will."""

    LOST = "lost"  # no connection, or no answer from one known to answer
    FATAL = "fatal"
    CUTTER = "cutter"
    COVER = "cover"
    PAPER_OUT = "paper_out"
    HOT = "hot"
    FEEDING = "feeding"
    OFFLINE = "offline"  # it says so and not why
    QUARANTINED = "quarantined"  # it may hold an old ticket: staff have to look
    NEAR_END = "near_end"  # prints, but the roll is nearly used up
    SILENT = "silent"  # tickets are sent to it; it does not answer, and it is not known whether it can


@dataclass(frozen=True, slots=True)
class Condition:
    """The last reading. All false is a printer that prints."""

    connected: bool = False
    offline: bool = False
    cover: bool = False
    feeding: bool = False
    paper_out: bool = False
    near_end: bool = False
    cutter: bool = False
    fatal: bool = False
    hot: bool = False
    error: bool = False
    silent: bool = False  # it said nothing when it was asked what it can answer
    presented: bool = False  # presenters: a cut ticket waits to be taken

    def with_eot(self, n: int, value: int) -> "Condition":
        """After the answer to ``DLE EOT n`` (PRINTING.md 3.2)."""
        if n == 1:
            return dataclasses.replace(self, offline=bool(value & 0x08))
        if n == 2:
            cover = bool(value & 0x04)
            out = bool(value & 0x20) or (self.paper_out and cover)
            return dataclasses.replace(
                self, cover=cover, feeding=bool(value & 0x08), paper_out=out, error=bool(value & 0x40)
            )
        if n == 3:
            return dataclasses.replace(
                self, cutter=bool(value & 0x08), fatal=bool(value & 0x20), hot=bool(value & 0x40)
            )
        if self.cover:
            return self  # with the cover open the paper bits may be wrong
        return dataclasses.replace(self, near_end=value & 0x0C == 0x0C, paper_out=value & 0x60 == 0x60)

    def with_asb(self, data: bytes) -> "Condition":
        """After an automatic status (PRINTING.md 3.3)."""
        first, second, third = data[0], data[1], data[2]
        cover = bool(first & 0x20)
        return dataclasses.replace(
            self,
            offline=bool(first & 0x08),
            cover=cover,
            feeding=bool(first & 0x40),
            cutter=bool(second & 0x08),
            fatal=bool(second & 0x20),
            hot=bool(second & 0x40),
            near_end=self.near_end if cover else third & 0x03 == 0x03,
            paper_out=self.paper_out if cover else third & 0x0C == 0x0C,
        )

    def with_full(self, data: bytes) -> "Condition":
        """After the full status of a kiosk mechanism (PRINTING.md 3.5)."""
        paper, user, recoverable, fatal = data[2], data[3], data[4], data[5]
        return dataclasses.replace(
            self,
            paper_out=bool(paper & 0x01),
            near_end=bool(paper & 0x04),
            presented=bool(paper & 0x20),
            cover=bool(user & 0x03),
            hot=bool(recoverable & 0x01),
            cutter=bool(fatal & 0x01),
            fatal=bool(fatal & 0x0E),
        )

    def online(self) -> "Condition":
        """As a printer is that says it can print: nothing of what would have stopped it is so."""
        return dataclasses.replace(
            self, offline=False, cover=False, feeding=False, paper_out=False, cutter=False, fatal=False, error=False
        )

    @property
    def cause(self) -> Trouble | None:
        """Why it does not print, as far as it says more than that."""
        trouble = dataclasses.replace(self, connected=True).trouble
        return None if trouble is Trouble.OFFLINE else trouble

    @property
    def trouble(self) -> Trouble | None:
        """The first thing to tell people, or None when it prints."""
        if not self.connected:
            return Trouble.LOST
        order = (
            (self.fatal, Trouble.FATAL),
            (self.cutter, Trouble.CUTTER),
            (self.cover, Trouble.COVER),
            (self.paper_out, Trouble.PAPER_OUT),
            (self.hot and self.offline, Trouble.HOT),
            (self.feeding, Trouble.FEEDING),
            (self.offline, Trouble.OFFLINE),
        )
        return next((trouble for is_so, trouble in order if is_so), None)

    @property
    def notable(self) -> Trouble | None:
        """What staff should know of it: its trouble, or what may become one."""
        soon = Trouble.NEAR_END if self.near_end else Trouble.SILENT if self.silent else None
        return self.trouble or soon

    @property
    def stalled(self) -> Trouble | None:
        """Why a ticket that is on its way may take longer: a head that cools counts, too."""
        return self.trouble or (Trouble.HOT if self.hot else None)
