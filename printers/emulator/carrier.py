"""What carries the emulated printer's bytes: a pty for serial and USB, a socket for the network."""

import contextlib
import errno
import os
import select
import shutil
import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from printers.emulator.machine import Machine
from shared.faults import EnvironmentFault, Kind

if TYPE_CHECKING or sys.platform != "win32":
    import termios
    import tty


class Carrier(Protocol):
    """The printer's end of a link."""

    def link(self, baud: int | None) -> str:
        """The link's name for the host."""
        ...

    def handles(self) -> list[Any]:
        """What to wait on."""
        ...

    def follow(self, engine: Machine, now: float) -> None:
        """Do to the link what the engine's faults say: unplug, plug, refuse, hang up."""
        ...

    def read(self, size: int) -> bytes:
        """What came, at most ``size`` bytes."""
        ...

    def write(self, data: bytes) -> int:
        """Answer the host; how many bytes went, all of them when nobody is there."""
        ...

    def close(self) -> None:
        """Gone."""
        ...


class PtyCarrier:
    """A pty behind a lasting path, so that a printer that is plugged in again is found under the same name."""

    def __init__(self, path: Path, *, own: bool) -> None:
        self._path = path
        self._own_folder = own
        self._master = -1
        self._slave = -1
        self._plug()

    def _plug(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave, termios.TCSANOW)
        os.set_blocking(self._master, False)
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.symlink_to(os.ttyname(self._slave))

    def link(self, baud: int | None) -> str:
        """``serial:`` with its speed."""
        return f"serial:{self._path}?baud={baud or 115200}"

    def handles(self) -> list[Any]:
        """The master side."""
        return [self._master] if self._master >= 0 else []

    def follow(self, engine: Machine, now: float) -> None:
        """Pull the plug, or put it in."""
        if engine.unplugged and self._master >= 0:
            self._pull()
        elif not engine.unplugged and self._master < 0:
            self._plug()
        engine.hangs_up = ""

    def _pull(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def read(self, size: int) -> bytes:
        """What the host wrote."""
        try:
            return os.read(self._master, size) if self._master >= 0 else b""
        except OSError:
            return b""

    def write(self, data: bytes) -> int:
        """Answer; a host that does not read loses nothing, as its own buffer holds 4 KB."""
        if self._master < 0:
            return len(data)
        try:
            return os.write(self._master, data)
        except OSError:
            return 0

    def close(self) -> None:
        """Unplugged for good."""
        if self._master >= 0:
            self._pull()
        if self._own_folder:
            shutil.rmtree(self._path.parent, ignore_errors=True)


class TcpCarrier:
    """A port that talks with one host at a time; others wait."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._host = host
        self._port = port
        self._listener: socket.socket | None = None
        self._host_side: socket.socket | None = None
        self._listen()

    def _listen(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        try:
            listener.bind((self._host, self._port))
        except OSError as error:
            listener.close()
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise EnvironmentFault(
                    Kind.DEVICE, f"Port {self._port} is taken.", "Choose another port, or 0 for any that is free."
                ) from None
            raise
        listener.listen(4)
        listener.setblocking(False)
        self._port = int(listener.getsockname()[1])
        self._listener = listener

    def link(self, baud: int | None) -> str:
        """``tcp:`` with its port."""
        return f"tcp:{self._host}:{self._port}"

    def handles(self) -> list[Any]:
        """The host's connection, or the listener while there is none."""
        if self._host_side is not None:
            return [self._host_side]
        return [self._listener] if self._listener is not None else []

    def follow(self, engine: Machine, now: float) -> None:
        """Open or close, hang up, and greet the next host."""
        away = engine.unplugged or engine.refusing or engine.off(now)
        if away:
            self._drop(reset=False)
            if self._listener is not None:
                self._listener.close()
                self._listener = None
        elif self._listener is None:
            with contextlib.suppress(EnvironmentFault):
                self._listen()
        if engine.hangs_up:
            self._drop(reset=engine.hangs_up == "reset")
            engine.hangs_up = ""
        if self._host_side is None and self._listener is not None and not engine.deaf:
            with contextlib.suppress(BlockingIOError, OSError):
                self._host_side = self._listener.accept()[0]
                engine.link_opened()
                self._host_side.setblocking(False)
                self._host_side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _drop(self, *, reset: bool) -> None:
        if self._host_side is None:
            return
        if reset:
            self._host_side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._host_side.close()
        self._host_side = None

    def read(self, size: int) -> bytes:
        """What the host sent; a host that went makes room for the next."""
        if self._host_side is None:
            return b""
        try:
            data = self._host_side.recv(size)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._drop(reset=False)
        return data

    def write(self, data: bytes) -> int:
        """Answer the host, if there is one."""
        if self._host_side is None:
            return len(data)
        try:
            if not select.select([], [self._host_side], [], 0)[1]:
                return 0
            return self._host_side.send(data)
        except OSError:
            return len(data)

    def close(self) -> None:
        """Gone."""
        self._drop(reset=False)
        if self._listener is not None:
            self._listener.close()
            self._listener = None
