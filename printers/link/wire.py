"""What every way to a printer offers: a connector that opens, and behind it a wire that never blocks."""

from typing import Protocol

from shared.faults import EnvironmentFault, Kind

REFUSED = "spooler_refused"
"""The cause when a spooler took nothing of a ticket."""


class WireLost(Exception):  # noqa: N818 - an event of the link, as `eof` is
    """The connection broke; ``cause`` is a word for the log and the job (``eof``, ``reset``, ``unplugged``)."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Wire(Protocol):
    """One open connection to one printer. No call blocks, but :meth:`wait` and :meth:`finish`."""

    answers: bool  # whether anything can come back
    notices_power: bool  # whether a printer that is switched off breaks the connection

    def write(self, data: bytes) -> int:
        """Hand over what the system takes now; how many bytes that was."""
        ...

    def read(self) -> bytes:
        """What has come, or nothing; :class:`WireLost` when the other side is gone."""
        ...

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Sleep until something may be read (or written), at most this long."""
        ...

    def finish(self) -> str | None:
        """A ticket's last byte was written: spoolers take it over now. Answers a note on what they said."""
        ...

    def close(self) -> None:
        """Let go; never raises."""
        ...


class Connector(Protocol):
    """Where a printer is, before it is connected."""

    @property
    def answers(self) -> bool:
        """Whether anything can come back through it."""
        ...

    @property
    def baud(self) -> int | None:
        """The speed of a serial line."""
        ...

    def open(self) -> Wire:
        """Connect; :class:`shared.faults.EnvironmentFault` of kind DEVICE with sentence and remedy."""
        ...


def device_fault(sentence: str, remedy: str) -> EnvironmentFault:
    """A fault of a printer or its link."""
    return EnvironmentFault(Kind.DEVICE, sentence, remedy)
