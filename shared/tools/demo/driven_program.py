"""The outside of ``shared.qt.remote_control``: a program in its own process, driven over its socket."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from shared import tether
from shared.faults import EnvironmentFault, Kind

_ANSWER_SECONDS = 60.0
_LOOK_SECONDS = 0.04
_AGAIN_SECONDS = 3.0


class Driven:
    """One program that is driven.

    Attributes:
        name: What it is called in messages (``kiosk K1``).
        process: The running process.
    """

    def __init__(self, name: str, arguments: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        """Start ``antrean ARGUMENTS --drive SOCKET``; its own folder holds the socket and its output."""
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.log = folder / f"{name.replace(' ', '-')}.txt"
        self._socket = folder / f"{name.replace(' ', '-')}.drive"
        self._socket.unlink(missing_ok=True)
        self._line: socket.socket | None = None
        self._rest = b""
        with self.log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "shared.cli", *arguments, "--drive", str(self._socket)],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={**os.environ, **environment},
                preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - a bare system call
            )

    def __enter__(self) -> "Driven":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    # -- asking

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        """One request; an EnvironmentFault if the program is gone or answers an error."""
        answer = self._ask({"do": do, **request})
        if "error" in answer:
            raise EnvironmentFault(Kind.BUG, f"{self.name}: {do} {request}: {answer['error']}")
        return answer

    def touch(self, name: str, then: Callable[[], Any] | None = None, seconds: float = _ANSWER_SECONDS) -> None:
        """A finger on an item, as soon as it can be seen and touched.

        With ``then`` it touches again if that does not happen: a button may move away under a finger.
        """
        self.until(lambda: self._try("touch", name=name), f"touch {name}", seconds)
        if then is not None:
            self.until(lambda: self._came(name, then), f"what touching {name} leads to", 2 * seconds)

    def _came(self, name: str, then: Callable[[], Any]) -> bool:
        deadline = time.monotonic() + _AGAIN_SECONDS
        while time.monotonic() < deadline:
            if then():
                return True
            time.sleep(_LOOK_SECONDS)
        self._try("touch", name=name)  # the first try aims; the next one touches if it is still there
        time.sleep(_LOOK_SECONDS)
        self._try("touch", name=name)
        return False

    def click(self, name: str, seconds: float = _ANSWER_SECONDS) -> None:
        """The mouse on a widget, as soon as it can be seen and clicked."""
        self.until(lambda: self._try("click", name=name), f"click {name}", seconds)

    def key(self, key: str, *held: str) -> None:
        """A key to the focused window, as ``F2`` or ``Return``."""
        self.ask("key", key=key, **({"with": held} if held else {}))

    def names(self, prefix: str = "") -> dict[str, str]:
        """What can be seen now: name -> what it says."""
        return {entry["name"]: entry["words"] for entry in self.ask("names", prefix=prefix)["names"]}

    def words(self, name: str) -> str:
        """What an item says; empty when it cannot be seen."""
        return str(self._ask({"do": "read", "name": name}).get("value") or "")

    def ready(self, name: str) -> bool:
        """Whether an item can be seen and takes touches now."""
        return bool(self._ask({"do": "read", "name": name}).get("enabled"))

    def grab(self, path: Path, window: str | None = None) -> Path:
        """A picture of its window, or of the named one (a dialog)."""
        self.ask("grab", path=str(path), **({"window": window} if window else {}))
        return path

    def until(self, happened: Callable[[], Any], what: str, seconds: float = _ANSWER_SECONDS) -> Any:
        """Look again and again until something is true; returns its value. An EnvironmentFault after ``seconds``."""
        deadline = time.monotonic() + seconds
        while not (value := happened()):
            if self.process.poll() is not None:
                raise EnvironmentFault(Kind.BUG, f"{self.name} ended (exit {self.process.returncode}): {self.said()}")
            if time.monotonic() > deadline:
                raise EnvironmentFault(Kind.BUG, f"{self.name}: {what} did not happen. Seen: {self.names()}")
            time.sleep(_LOOK_SECONDS)
        return value

    def said(self) -> str:
        """What the program wrote on its standard streams."""
        return self.log.read_text(encoding="utf-8", errors="replace").strip()

    # -- the end

    def end(self, seconds: float = 10.0) -> int:
        """Ask it to end, then make it end; returns its exit code."""
        if self.process.poll() is None:
            with contextlib.suppress(OSError):
                self._ask({"do": "quit"})
        self._hang_up()
        for harder in (None, signal.SIGTERM, signal.SIGKILL):
            if harder is not None:
                self.process.send_signal(harder)
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.process.wait(seconds)
        return self.process.wait()

    def kill(self) -> None:
        """Kill it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()
        self._hang_up()

    # -- the line

    def _try(self, do: str, **request: Any) -> bool:
        return "error" not in self._ask({"do": do, **request})

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        line = self._connected()
        line.sendall(json.dumps(request).encode() + b"\n")
        while b"\n" not in self._rest:
            received = line.recv(65536)
            if not received:
                self._hang_up()
                raise OSError(f"{self.name} closed the connection: {self.said()}")
            self._rest += received
        answer, _, self._rest = self._rest.partition(b"\n")
        return json.loads(answer)

    def _connected(self) -> socket.socket:
        if self._line is None:
            self._line = self._dial()
        return self._line

    def _dial(self) -> socket.socket:
        deadline = time.monotonic() + _ANSWER_SECONDS
        while True:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_ANSWER_SECONDS)
            try:
                line.connect(str(self._socket))
            except OSError:
                line.close()
                if self.process.poll() is not None:
                    raise EnvironmentFault(
                        Kind.BUG, f"{self.name} ended at once (exit {self.process.returncode}): {self.said()}"
                    ) from None
                if time.monotonic() > deadline:
                    raise EnvironmentFault(Kind.BUG, f"{self.name} does not answer its driver: {self.said()}") from None
                time.sleep(_LOOK_SECONDS)
            else:
                return line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None
        self._rest = b""
