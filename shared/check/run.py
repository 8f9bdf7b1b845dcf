"""The whole of ``antrean check``, in the order in which one thing explains the next."""

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from shared.check import hall_state, locks, pc, peer, share
from shared.check.item import Item, of_fault
from shared.clock import Clock
from shared.faults import EnvironmentFault
from shared.store import alive, errors
from shared.store.connection import HallFile
from shared.store.trust import Weight

CANARY_SECONDS = alive.BEAT_SECONDS + 6


@dataclasses.dataclass(frozen=True, slots=True)
class Wishes:
    """What the check is asked for."""

    with_peer: bool = False
    quick: bool = False  # no waiting for heartbeats, fewer writes
    peer_seconds: float = peer.SECONDS
    peer_wait: float = peer.WAIT_SECONDS


def check(folder: Path, clock: Clock, wishes: Wishes, tell: Callable[[str], None]) -> Iterator[Item]:
    """Look at everything. EnvironmentFault when there is no hall's folder at all; all else becomes an item."""
    if not folder.is_dir():
        raise errors.no_hall(folder, "")
    yield from pc.pretended_clock()
    mounted = list(guarded("share", lambda: share.mount(folder)))
    yield from mounted
    if not any(item.weight is Weight.REFUSE for item in mounted):
        yield from _on_share(folder, clock, wishes, tell)
    yield pc.fonts()
    yield pc.sound()


def _on_share(folder: Path, clock: Clock, wishes: Wishes, tell: Callable[[str], None]) -> Iterator[Item]:
    yield from guarded("locks", lambda: _trials(folder, wishes))
    yield from guarded("room", lambda: [share.room(folder)])
    seen: tuple[alive.Program, ...] = ()
    try:
        file = HallFile.open(folder, device="check", clock=clock)
    except EnvironmentFault as fault:
        yield of_fault("hall", fault)
        yield from guarded("clock", lambda: share.clocks(folder))
        return
    with file:
        yield from guarded("lock_wait", lambda: [share.lock_wait(file), share.poll_speed(file)])
        yield from guarded("file", lambda: hall_state.file_itself(file))
        yield from guarded("hall", lambda: hall_state.data(file))
        try:
            found, seen = share.canary(file, 0 if wishes.quick else CANARY_SECONDS)
            yield found
        except OSError as error:
            yield of_fault("canary", errors.sorted_fault(error))
        yield from guarded("clock", lambda: share.clocks(folder, seen))
        with file.reading() as db:
            hall = file.hall(db)
    yield from pc.printers(hall)
    if wishes.with_peer:
        trial = lambda: [peer.trial(folder, seconds=wishes.peer_seconds, wait=wishes.peer_wait, tell=tell)]  # noqa: E731
        yield from guarded("peer", trial)


def _trials(folder: Path, wishes: Wishes) -> Iterator[Item]:
    with locks.trial_file(folder) as path:
        yield locks.lock_trial(path)
        yield locks.write_speed(path, 5 if wishes.quick else locks.COMMITS)


def guarded(key: str, look: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """What a look found; a fault on the way is an item, too."""
    try:
        yield from look()
    except EnvironmentFault as fault:
        yield of_fault(key, fault)
    except (OSError, sqlite3.Error) as error:
        yield of_fault(key, errors.sorted_fault(error))


def worst(items: Iterable[Item]) -> Weight:
    """The gravest of them."""
    order = list(Weight)
    return max((item.weight for item in items), key=order.index, default=Weight.GOOD)


__all__ = ["Wishes", "check", "guarded", "worst"]
