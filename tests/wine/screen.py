"""An X server whose picture lies in a file, for windows of Windows programs."""

import contextlib
import os
import struct
import subprocess
from collections.abc import Generator
from pathlib import Path

from PIL import Image

from shared import tether


class Screen:
    """One display."""

    def __init__(self, display: str, memory: Path) -> None:
        self.display = display
        self._memory = memory

    def picture(self) -> Image.Image:
        """What can be seen now; the file is an X window dump, of four bytes a pixel."""
        dump = self._memory.read_bytes()
        head, _, _, _, width, height = struct.unpack_from(">6I", dump)
        row, colours = struct.unpack_from(">I", dump, 48)[0], struct.unpack_from(">I", dump, 76)[0]
        start = head + colours * 12
        return Image.frombytes("RGB", (width, height), dump[start : start + row * height], "raw", "BGRX", row)

    def is_painted(self) -> bool:
        """Whether a program shows its page: many colours, and hardly any of the screen is empty."""
        picture = self.picture()
        colours = picture.resize((320, 180)).getcolors(320 * 180) or []
        return len(colours) > 60 and max(count for count, _ in colours) < 320 * 180 * 0.95


@contextlib.contextmanager
def screen(folder: Path, size: str) -> Generator[Screen]:
    """A screen of that size with a window manager."""
    reader, writer = os.pipe()
    folder.mkdir()
    started: list[subprocess.Popen[bytes]] = []
    tied = tether.to_this_process()
    try:
        line = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
        line += ["-fbdir", str(folder), "-r"]  # wine tells a held key again and again, even who asks to hear it once
        started.append(
            subprocess.Popen(line, pass_fds=(writer,), stderr=subprocess.DEVNULL, preexec_fn=tied)  # noqa: PLW1509
        )
        os.close(writer)
        with os.fdopen(reader) as told:
            made = Screen(f":{told.readline().strip()}", folder / "Xvfb_screen0")
        around = {**os.environ, "DISPLAY": made.display}
        started.append(
            subprocess.Popen(["openbox"], env=around, stderr=subprocess.DEVNULL, preexec_fn=tied)  # noqa: PLW1509
        )
        yield made
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
