"""``python -m bench.requests``: how many requests a client makes on the file in a second: at rest, and at 1x.

Each system call that SQLite or the poll makes on the file is one request on a share without a client cache. They are
counted in SQLite's own table of system calls and at the poll's descriptor, in a process that does nothing else.
"""

import ctypes
import multiprocessing
import time
from pathlib import Path
from typing import Any

from shared import tether
from shared.clock import clock_from
from shared.store.live.thread import PollPace, StoreThread
from shared.store.sqlite import change_counter_file
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking.system_calls import Replaced
from shared.tools.bench.client import Client, ClientOrder
from shared.tools.bench.whole_hall import CALLS_A_MINUTE, MORNING, TICKETS_A_MINUTE, own_hall, prime

_INT, _P, _LONG, _SIZE = ctypes.c_int, ctypes.c_void_p, ctypes.c_int64, ctypes.c_ssize_t
CALLS = {
    "open": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _INT, _INT, use_errno=True),
    "access": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _INT, use_errno=True),
    "fcntl": ctypes.CFUNCTYPE(_INT, _INT, _INT, _P, use_errno=True),
    "stat": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _P, use_errno=True),
    "fstat": ctypes.CFUNCTYPE(_INT, _INT, _P, use_errno=True),
    "read": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, use_errno=True),
    "pread64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, _LONG, use_errno=True),
    "write": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, use_errno=True),
    "pwrite64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, _LONG, use_errno=True),
    "ftruncate": ctypes.CFUNCTYPE(_INT, _INT, _LONG, use_errno=True),
    "unlink": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, use_errno=True),
}


def _watch(folder: Path, pace: str, seconds: float, pipe: Any, offset: float) -> None:
    """One client that only follows the news; counts its requests on the file."""
    tether.end_with_parent()
    counted = {"locks and pages": 0, "polls": 0}

    def counting(original: Any) -> Any:
        def call(*arguments: Any) -> int:
            counted["locks and pages"] += 1
            return original(*arguments)

        return call

    setattr(HallFile, "network", property(lambda _file: True))  # noqa: B010 - it asks as often as it would on a share
    header = change_counter_file.ChangeCounterFile.header

    def poll(self: change_counter_file.ChangeCounterFile) -> bytes:
        counted["polls"] += 1
        return header(self)

    change_counter_file.ChangeCounterFile.header = poll
    kept = [Replaced(name, kind, counting) for name, kind in CALLS.items()]
    thread = StoreThread(
        folder, f"watch {pace}", clock_from(type(MORNING)(MORNING + int(offset * 1000))), pace=PollPace[pace]
    )
    thread.start()
    time.sleep(8)  # it has opened the hall and become idle
    counted.update(dict.fromkeys(counted, 0))
    time.sleep(seconds)
    pipe.send({what: round(count / seconds, 2) for what, count in counted.items()})
    thread.stop()
    for one in kept:
        one.restore()


def _load(folder: Path, seconds: float, offset: float) -> None:
    """The acts of a hall at 1x, from one process."""
    tether.end_with_parent()
    clock = clock_from(type(MORNING)(MORNING + int(offset * 1000)))
    client = Client(ClientOrder(folder, "mixed", (CALLS_A_MINUTE + TICKETS_A_MINUTE) / 60, seconds, "1"), clock)
    client.run()


def table(seconds: float = 20.0) -> list[tuple[str, dict[str, float], dict[str, float]]]:
    """For each kind of client: requests a second at rest, and at 1x."""
    found: list[tuple[str, dict[str, float], dict[str, float]]] = []
    with own_hall() as (folder, clock):
        prime(folder, clock, ["1"], 60)
        for pace in ("DISPLAY", "COUNTER", "KIOSK"):
            sides: list[dict[str, float]] = []
            for busy in (False, True):
                context = multiprocessing.get_context("fork")
                ours, theirs = context.Pipe()
                offset = (clock() - MORNING) / 1000
                watcher = context.Process(target=_watch, args=(folder, pace, seconds, theirs, offset))
                watcher.start()
                load = context.Process(target=_load, args=(folder, seconds + 9, offset))
                if busy:
                    load.start()
                sides.append(ours.recv())
                watcher.join()
                if busy:
                    load.join()
            found.append((pace.lower(), sides[0], sides[1]))
    return found


def main() -> None:
    """Print the table."""
    kinds = ("polls", "locks and pages")
    print("| client | polls at rest | locks and pages at rest | polls at 1x | locks and pages at 1x |")
    print("|---|---:|---:|---:|---:|")
    for pace, *sides in table():
        print(f"| {pace} | {' | '.join(str(side[kind]) for side in sides for kind in kinds)} |")


if __name__ == "__main__":
    main()
