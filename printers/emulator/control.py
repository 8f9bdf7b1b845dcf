"""The emulator's control socket: one JSON object a line, one answered for each."""

import contextlib
import json
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from shared.faults import EnvironmentFault, Fault, Kind

Do = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class Control:
    """A Unix socket on which anybody may order faults and ask what is on the paper."""

    def __init__(self, path: Path, do: Do) -> None:
        self._path = path
        self._do = do
        self._clients: dict[socket.socket, bytes] = {}
        self._listener = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(FileNotFoundError):
            if path.is_socket():
                path.unlink()
        try:
            self._listener.bind(str(path))
        except OSError as error:
            self._listener.close()
            raise EnvironmentFault(
                Kind.DEVICE,
                f"The control socket {path} cannot be made: {error.strerror}.",
                "Choose another path for it.",
            ) from None
        self._listener.listen(4)
        self._listener.setblocking(False)

    def handles(self) -> list[socket.socket]:
        """What to wait on."""
        return [self._listener, *self._clients]

    def serve(self) -> None:
        """Take new clients and answer what is there."""
        with contextlib.suppress(BlockingIOError):
            client = self._listener.accept()[0]
            client.setblocking(False)
            self._clients[client] = b""
        for client in list(self._clients):
            self._hear(client)

    def _hear(self, client: socket.socket) -> None:
        try:
            data = client.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            client.close()
            del self._clients[client]
            return
        *lines, rest = (self._clients[client] + data).split(b"\n")
        self._clients[client] = rest
        for line in lines:
            answer = json.dumps(self._answer(line)).encode() + b"\n"
            with contextlib.suppress(OSError):
                client.setblocking(True)
                client.sendall(answer)
                client.setblocking(False)

    def _answer(self, line: bytes) -> Mapping[str, Any]:
        try:
            command = json.loads(line)
            if not isinstance(command, dict):
                return {"error": "one JSON object a line"}
            return self._do(cast("Mapping[str, Any]", command))
        except Fault as fault:
            return {"error": fault.sentence, "remedy": fault.remedy}
        except (ValueError, TypeError, KeyError) as error:
            return {"error": str(error)}

    def close(self) -> None:
        """Gone."""
        for client in self._clients:
            client.close()
        self._listener.close()
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()


def ask(path: Path, command: Mapping[str, Any], seconds: float = 5.0) -> Mapping[str, Any]:
    """Give one order to an emulator's control socket and answer what it says."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(seconds)
        client.connect(str(path))
        client.sendall(json.dumps(dict(command)).encode() + b"\n")
        heard = b""
        while not heard.endswith(b"\n"):
            data = client.recv(65536)
            if not data:
                break
            heard += data
    return json.loads(heard)
