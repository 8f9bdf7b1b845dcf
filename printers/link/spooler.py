"""The system's spoolers, CUPS and Windows: they take a ticket and tell nothing of the paper: ``unverified``."""

import contextlib
import shutil
import subprocess
import time

from printers.link import winspool
from printers.link.wire import REFUSED, WireLost, device_fault

_SECONDS = 10.0


class SpoolerWire:
    """Collects one ticket and hands it over whole."""

    answers = False
    notices_power = True

    def __init__(self, kind: str, name: str) -> None:
        self._kind = kind
        self._name = name
        self._ticket = b""

    def write(self, data: bytes) -> int:
        """Keep it for :meth:`finish`."""
        self._ticket += data
        return len(data)

    def read(self) -> bytes:
        """A spooler says nothing of the printer."""
        return b""

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Sleep."""
        if not writing:
            time.sleep(seconds)

    def finish(self) -> str | None:
        """Give the whole ticket to the spooler; :class:`WireLost` when it refuses."""
        ticket, self._ticket = self._ticket, b""
        return _to_cups(self._name, ticket) if self._kind == "cups" else winspool.send(self._name, ticket)

    def close(self) -> None:
        """Nothing is held open."""
        self._ticket = b""


class SpoolerConnector:
    """A printer by the name that CUPS or Windows knows it by."""

    baud: int | None = None
    answers = False

    def __init__(self, kind: str, name: str) -> None:
        self.kind = kind
        self.name = name

    def open(self) -> SpoolerWire:
        """Check that the spooler knows the printer."""
        if self.kind == "windows":
            winspool.check(self.name)
        else:
            _check_cups(self.name)
        return SpoolerWire(self.kind, self.name)


def _check_cups(name: str) -> None:
    if shutil.which("lp") is None:
        raise device_fault("CUPS is not installed on this PC.", "Install cups-client, or name the printer's own link.")
    with contextlib.suppress(subprocess.TimeoutExpired):
        known = subprocess.run(["lpstat", "-p", name], capture_output=True, timeout=_SECONDS, check=False)
        if known.returncode == 0:
            return
    raise device_fault(f"CUPS knows no printer {name}.", "`lpstat -e` names those it knows.")


def _to_cups(name: str, ticket: bytes) -> str | None:
    command = ["lp", "-d", name, "-o", "raw", "-s"]
    try:
        subprocess.run(command, input=ticket, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.CalledProcessError:
        raise WireLost(REFUSED) from None
    except (subprocess.TimeoutExpired, OSError):
        raise WireLost("spooler") from None
    return "spooled"
