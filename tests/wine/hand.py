"""Under Windows: a hand at a running program. Each line of its input is an order for ``--drive``, each answer a line.

``python -m tests.wine.hand NAME``
"""

import sys
import time
from pathlib import Path


def main() -> None:
    """Carry orders to the program's named pipe, once it is there."""
    door = Path(rf"\\.\pipe\{sys.argv[1]}")
    deadline = time.monotonic() + 900
    while True:
        try:
            line = door.open("r+b", buffering=0)
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    with line:
        for order in sys.stdin.buffer:
            line.write(order)
            answer = line.readline()
            if not answer:
                raise SystemExit("nobody is behind the door any more")
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
