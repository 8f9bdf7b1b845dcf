"""A connected socket as a wire: to a network printer, or to one on Bluetooth."""

import contextlib
import select
import socket

from printers.link.wire import WireLost

_READ = 4096


class StreamWire:
    """An open connection to a printer."""

    answers = True
    notices_power = True

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        connection.setblocking(False)

    def write(self, data: bytes) -> int:
        """What the kernel takes now."""
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise WireLost(_cause(error)) from None

    def read(self) -> bytes:
        """What has come; an orderly end is the printer's going away."""
        try:
            data = self._socket.recv(_READ)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise WireLost(_cause(error)) from None
        if not data:
            raise WireLost("eof")
        return data

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Until something can be read, or written."""
        with contextlib.suppress(OSError, ValueError):
            select.select([self._socket], [self._socket] if writing else [], [], seconds)

    def finish(self) -> str | None:
        """The bytes are on their way; nothing to add."""
        return None

    def close(self) -> None:
        """Say goodbye and read to the end.

        An unread status byte would make the kernel reset the connection and the printer lose the rest of the ticket
        (PRINTING.md 1.3).
        """
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(0.3)
            while self._socket.recv(_READ):
                pass
        self._socket.close()


def _cause(error: OSError) -> str:
    return "reset" if isinstance(error, ConnectionResetError | BrokenPipeError) else "connection"
