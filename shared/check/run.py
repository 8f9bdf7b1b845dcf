"""All of ``antrean check``, in an order in which earlier results explain later ones."""

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from shared.check import files, hall_server, hall_state, holder, locks, partner, pc, peer, share
from shared.check.item import Item, of_fault
from shared.clock import Clock
from shared.faults import EnvironmentFault
from shared.store.engine_choice import opened_engine
from shared.store.live_program import BEAT_SECONDS, LiveProgram
from shared.store.postgres import server_address
from shared.store.sqlite import errors
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share import heartbeats
from shared.store.sqlite.share.trust import Severity

CANARY_SECONDS = BEAT_SECONDS + 6


@dataclasses.dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the check."""

    with_peer: bool = False
    quick: bool = False  # no waiting for heartbeats, fewer writes
    peer_seconds: float = peer.SECONDS
    peer_wait: float = peer.WAIT_SECONDS


def check(folder: Path, clock: Clock, wishes: Wishes, tell: Callable[[str], None]) -> Iterator[Item]:
    """Check everything. EnvironmentFault if there is no hall's folder at all; everything else becomes an item."""
    if not folder.is_dir():
        raise errors.no_folder(folder)
    yield from pc.pretended_clock()
    if server_address.of_folder(folder) is not None:
        yield from _on_the_server(folder, clock, wishes)
        yield pc.fonts()
        yield pc.sound()
        return
    mounted = list(guarded("share", lambda: share.mount(folder)))
    yield from mounted
    if not any(item.weight is Severity.REFUSE for item in mounted):
        yield from guarded("locks", lambda: _trials(folder, wishes))
        yield from guarded("room", lambda: [share.room(folder)])
        yield from guarded("held", lambda: holder.look(folder, clock))
        yield from _in_the_hall(folder, clock, wishes)
        if wishes.with_peer:
            trial = lambda: peer.trial(folder, seconds=wishes.peer_seconds, wait=wishes.peer_wait, tell=tell)  # noqa: E731
            yield from guarded("peer", trial)
    yield pc.fonts()
    yield pc.sound()


def _on_the_server(folder: Path, clock: Clock, wishes: Wishes) -> Iterator[Item]:
    """A hall on a server: the server, the hall's data, the running programs, the files beside it."""
    try:
        hall_file = opened_engine(folder, device="check", clock=clock)
    except EnvironmentFault as fault:
        yield of_fault("server", fault)
        return
    with hall_file:
        yield from guarded("server", lambda: hall_server.look(folder, hall_file, clock))
        yield from guarded("hall", lambda: hall_state.data(hall_file))
        seen: list[LiveProgram] = []
        yield from guarded("canary", lambda: share.canary(hall_file, 0 if wishes.quick else CANARY_SECONDS, seen))
        hall = hall_file.learn_hall()
    yield from guarded("files", lambda: files.files(folder, hall))
    yield from pc.printers(hall)


def _in_the_hall(folder: Path, clock: Clock, wishes: Wishes) -> Iterator[Item]:
    """The hall's file, the running programs, the clocks, the hall's data."""
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
        seen: list[LiveProgram] = []
        yield from guarded("canary", lambda: share.canary(file, 0 if wishes.quick else CANARY_SECONDS, seen))
        yield from guarded("clock", lambda: share.clocks(folder, tuple(seen)))
        hall = file.learn_hall()
    yield from guarded("files", lambda: files.files(folder, hall))
    yield from pc.printers(hall)


def _trials(folder: Path, wishes: Wishes) -> Iterator[Item]:
    with locks.trial_file(folder) as path:
        with partner.started(path) as there:
            yield locks.lock_trial(path, there)
            yield locks.freshness(path, there)
        yield locks.write_speed(path, 5 if wishes.quick else locks.COMMITS)


_LOOKED_AT = {
    "share": "The mount",
    "server": "The server",
    "locks": "The trials of two processes in the folder",
    "room": "The free space",
    "held": "The locks on the hall's file",
    "lock_wait": "The wait for a turn in the hall's file",
    "file": "The hall's file",
    "hall": "The hall's data",
    "files": "The logo, posters and voice clips in the hall's folder",
    "canary": f"Who is in the hall ({heartbeats.FILE})",
    "clock": "The share's clock, by a file made there",
    "peer": "The trial with another PC",
}


def guarded(key: str, look: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """The items of one check; a fault on the way becomes an item, too, and says what was checked."""
    try:
        yield from look()
    except EnvironmentFault as fault:
        yield of_fault(key, _told(key, fault))
    except (OSError, sqlite3.Error) as error:
        yield of_fault(key, _told(key, errors.sorted_fault(error), _what(error)))


def _told(key: str, fault: EnvironmentFault, what: str = "") -> EnvironmentFault:
    return EnvironmentFault(fault.kind, f"{_LOOKED_AT.get(key, key)}: {fault.sentence}{what}", fault.remedy)


def _what(error: OSError | sqlite3.Error) -> str:
    """The file, and what the operating system says of it, if anything."""
    if not isinstance(error, OSError) or not error.filename:
        return ""
    return f" ({error.filename}: {error.strerror})"


def worst(items: Iterable[Item]) -> Severity:
    """The worst of them."""
    order = list(Severity)
    return max((item.weight for item in items), key=order.index, default=Severity.GOOD)


__all__ = ["Wishes", "check", "guarded", "worst"]
