"""A printer that takes bytes and never says anything, in a few lines that share nothing with the emulator."""

import contextlib
import os
import threading


class DumbPrinter:
    """Takes bytes behind a pty and keeps them; that is all."""

    def __init__(self) -> None:
        import tty  # Linux alone, and tests of Windows load this module too

        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self.heard = b""
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while data := os.read(self._master, 4096):
                self.heard += data

    def close(self) -> None:
        os.close(self._slave)
        self._thread.join(5)
        os.close(self._master)
