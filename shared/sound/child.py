"""The sound process: ``python -m shared.sound.child BUFFERED``, started and started again by ``shared.sound.speaker``.

BUFFERED says how many seconds the device has before they are heard. It reads what to play from its standard input and
answers in lines on its standard output. When the input ends, the program that speaks has ended, and so does this one at
once, in mid-sentence: nothing is spoken without its picture.
"""

import os
import queue
import signal
import sys
import threading

from shared.sound import stop
from shared.sound.outputs import output

PLAY, PROBE, STOP = "play", "probe", "stop"
BEGUN, HEARD, SILENT, CUT = "begun", "heard", "silent", "cut"
DEVICE, NO_DEVICE = "device", "no-device"


def main() -> int:
    """Play what comes, one after the other, until the input ends."""
    buffered = float(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that speaks
    waiting: queue.SimpleQueue[bytes | str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(waiting,), daemon=True).start()
    while True:
        order = waiting.get()
        if order == STOP:  # what was to stop has stopped, or was not begun
            stop.NOW.clear()
        else:
            _say(_play(order, buffered) if isinstance(order, bytes) else _probe())


def _read(waiting: "queue.SimpleQueue[bytes | str]") -> None:
    """Orders: a line ``play BYTES`` and that many bytes, ``probe``, or ``stop``, which what is played obeys at once."""
    while line := sys.stdin.buffer.readline():
        order, _, size = line.decode("ascii", "replace").strip().partition(" ")
        if order == STOP:
            stop.NOW.set()
        waiting.put(sys.stdin.buffer.read(int(size)) if order == PLAY else order)
    os._exit(0)


def _play(samples: bytes, buffered: float) -> str:
    """Play it on the best device there is now; the answer says what was heard of it."""
    begun = False
    if stop.NOW.is_set():
        return SILENT

    def tell() -> None:
        nonlocal begun
        begun = True
        _say(BEGUN)

    place = output(buffered=buffered)
    whole = place is not None and place.play(samples, tell)
    return HEARD if whole else CUT if begun else SILENT


def _probe() -> str:
    place = output()
    return DEVICE if place is not None and place.has_device() else NO_DEVICE


def _say(word: str) -> None:
    try:
        sys.stdout.write(word + "\n")
        sys.stdout.flush()
    except OSError:  # nobody listens any more
        os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
