"""TCP to port 9100: no delay, keep-alive, and a peer that vanished is noticed within half a minute."""

import socket
import sys

from printers.link.stream import StreamWire
from printers.link.wire import device_fault

CONNECT_SECONDS = 2.0


class TcpWire(StreamWire):
    """An open connection to a network printer."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if sys.platform == "linux":
            for option, value in (
                ("TCP_KEEPIDLE", 10),
                ("TCP_KEEPINTVL", 5),
                ("TCP_KEEPCNT", 3),
                ("TCP_USER_TIMEOUT", 30_000),  # a slow printer with a full buffer takes nothing for ten seconds
            ):
                connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


class TcpConnector:
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
