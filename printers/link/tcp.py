"""TCP to port 9100: no delay, keep-alive, and a peer that vanished is noticed within ten seconds."""

import contextlib
import select
import socket
import sys

from printers.link.wire import WireLost, device_fault

CONNECT_SECONDS = 2.0
_READ = 4096


class TcpWire:
    """An open connection to a network printer."""

    answers = True
    notices_power = True

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if sys.platform == "linux":
            for option, value in (
                ("TCP_KEEPIDLE", 10),
                ("TCP_KEEPINTVL", 5),
                ("TCP_KEEPCNT", 3),
                ("TCP_USER_TIMEOUT", 10_000),
            ):
                connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)

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


class TcpDoor:
    """A host and port."""

    baud: int | None = None
    answers = True

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    def open(self) -> TcpWire:
        """Connect within two seconds."""
        try:
            return TcpWire(socket.create_connection((self.host, self.port), CONNECT_SECONDS))
        except socket.gaierror:
            raise device_fault(
                f"No device on this network is called {self.host}.",
                "Write the printer's address as its own self-test page prints it.",
            ) from None
        except ConnectionRefusedError:
            raise device_fault(
                f"{self.host} answers, but nothing listens on port {self.port}.",
                "Check that it is the printer's address and raw printing (port 9100) is on; another PC may hold it.",
            ) from None
        except TimeoutError:
            raise device_fault(
                f"{self.host} does not answer on port {self.port}.",
                "Check that the printer is on, the network cable is in, and its address has not changed.",
            ) from None
        except OSError as error:
            raise device_fault(
                f"{self.host} cannot be reached: {error.strerror or error}.",
                "Check the network cables of this PC and of the printer.",
            ) from None


def _cause(error: OSError) -> str:
    return "reset" if isinstance(error, ConnectionResetError | BrokenPipeError) else "network"
