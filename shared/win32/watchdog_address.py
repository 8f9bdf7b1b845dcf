"""Where a program's signs of life go: Windows' Python has no Unix sockets, so there it is a port of this PC."""

import socket
from typing import Any

ON_THIS_PC = "127.0.0.1:"


def of(told: str) -> tuple[int, Any]:
    """The family and the address that ``NOTIFY_SOCKET`` names: a port, a path, or an abstract name."""
    if told.startswith(ON_THIS_PC):
        return socket.AF_INET, ("127.0.0.1", int(told.removeprefix(ON_THIS_PC)))
    return socket.AF_UNIX, "\0" + told[1:] if told.startswith("@") else told
