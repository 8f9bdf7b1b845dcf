"""Kiosks, outages and crashes in any order: no number twice, nothing lost.

Each kiosk has a link that can be cut, or break before or after any one transaction (so that it is unknown whether
that was committed), and a process that can die there, or before or after any one transaction of its own spool. Two of
the three bear the same name by mistake. Days end, are closed and opened again meanwhile, disks are replaced and
copied, a backup is restored. Whatever happens, no two papers of a day bear one label, and once everybody is back every
paper is in the hall's file, but for those that a restore was told to give up.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shared.domain.answers import Issued, Refused
from shared.domain.leasing import Policy
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault, Kind
from shared.store import acts, hall_faults
from shared.store.acts import Order
from shared.store.offline import leases
from shared.store.offline.settle import give_back, tend
from shared.store.offline.spool import Spool
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.server import both
from tests.helpers.store.copies import copied, put_back


class Died(BaseException):
    """The kiosk's process is gone in the middle of whatever it did."""


class Kiosk:
    """A kiosk as its program drives the store: over the share while it answers, from the spool while it does not."""

    def __init__(self, folder: Path, pc: str, name: str, clock: StandingClock) -> None:
        self.folder, self.pc, self.name, self.clock = folder, pc, name, clock
        self.up = True
        self.fuse: tuple[int, bool, bool] | None = None  # transactions left; after the commit?; does the process die?
        self.spool_fuse: tuple[int, bool] | None = None  # the same for the spool's own, where it dies anyway
        self.presses = 0
        self.unknown: list[str] = []
        self.begin()

    def begin(self) -> None:
        self.hall_file = HallFile.open(self.folder / "hall", device=self.name, clock=self.clock)
        self.writing = self.hall_file.writing
        self.hall_file.writing = self.over_the_link  # pyright: ignore[reportAttributeAccessIssue]
        self.spool = Spool(self.folder / self.pc, self.hall_file.hall_id, self.name)
        self.keeping = self.spool.file.writing
        self.spool.file.writing = self.in_the_spool  # pyright: ignore[reportAttributeAccessIssue]

    def end(self) -> None:
        self.spool.close()
        self.hall_file.close()

    @contextlib.contextmanager
    def over_the_link(self, *_: object) -> Generator[object]:
        if not self.up:
            raise hall_faults.fault(Kind.GONE)
        burnt = False
        if self.fuse is not None:
            left, after, dies = self.fuse
            self.fuse = (left - 1, after, dies) if left else None
            burnt = left == 0
            if burnt and not after:
                self.up = False
                raise Died if dies else hall_faults.fault(Kind.GONE)
        with self.writing() as db:
            yield db
        if burnt:
            self.up = False
            raise Died if dies else hall_faults.half_commit(Kind.GONE)

    @contextlib.contextmanager
    def in_the_spool(self) -> Generator[object]:
        burnt = after = False
        if self.spool_fuse is not None:
            left, after = self.spool_fuse
            self.spool_fuse = (left - 1, after) if left else None
            burnt = left == 0
        if burnt and not after:
            raise Died
        with self.keeping() as db:
            yield db
        if burnt:
            raise Died

    def press(self, service: str) -> tuple[Issued | Refused | None, bool]:
        """A visitor's press: the answer (None: the kiosk died before it said anything), and whether it was offline."""
        self.presses += 1
        request, order = f"{self.pc} {self.presses}", Order((service,), kiosk=self.name)
        try:
            return acts.issue(self.hall_file, request, order), False
        except EnvironmentFault:
            return self.spool.issue(request, order, self.clock()), True

    def survive(self, doing: object) -> None:
        """Do something that may meet the link's end or the process's."""
        try:
            doing()  # pyright: ignore[reportCallIssue]
        except EnvironmentFault:
            pass
        except Died:
            self.end()
            self.begin()


kiosks = st.sampled_from([0, 1, 2])
services = st.sampled_from(["AB.1", "AB.2"])  # one prefix, so that all meet in it


NEAR = Policy(blocks=1, headroom=1, move_below=0)
"""Blocks right behind the present number, so that everybody runs into them all the time."""


class Outages(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.near = pytest.MonkeyPatch()
        self.near.setattr(leases, "policy", lambda *_: NEAR)
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.clock = StandingClock()
        create.create(self.folder / "hall", small_hall(), self.clock)
        places = (("pc-1", "K1"), ("pc-2", "K2"), ("pc-3", "K1"))
        self.kiosks = [Kiosk(self.folder, pc, name, self.clock) for pc, name in places]
        self.staff = HallFile.open(self.folder / "hall", device="staff", clock=self.clock)
        self.papers: list[tuple[str, str, int]] = []
        self.due: set[int] = set()  # tickets that must be in the file in the end
        self.saved: Path | None = None
        self.presses = 0
        for kiosk in self.kiosks:
            tend(kiosk.spool, kiosk.hall_file)

    def teardown(self) -> None:
        try:
            self.everybody_back()
        finally:
            self.near.undo()
            for kiosk in self.kiosks:
                kiosk.end()
            self.staff.close()
            shutil.rmtree(self.folder)

    def paper(self, answer: Issued) -> None:
        self.papers.append((answer.day, answer.label, answer.ticket))
        self.due.add(answer.ticket)

    # -- what happens ---------------------------------------------------------------------------------------

    @rule(number=kiosks, service=services, times=st.integers(1, 4))
    def visitors_come(self, number: int, service: str, times: int) -> None:
        kiosk = self.kiosks[number]
        for _ in range(times):
            self.clock.advance(seconds=20)
            try:
                answer, offline = kiosk.press(service)
            except Died:
                kiosk.end()
                kiosk.begin()
                continue
            if isinstance(answer, Issued):
                self.paper(answer)
            else:
                assert answer is not None
                assert answer.code is Refusal.DAY_CLOSED or (offline and answer.code is Refusal.NO_NUMBERS_LEASED)

    @rule(service=services, times=st.integers(5, 25))
    def staff_issue(self, service: str, times: int) -> None:
        for _ in range(times):
            answer = acts.issue(self.staff, self.press(), Order((service,)))
            if isinstance(answer, Issued):
                self.paper(answer)

    def press(self) -> str:
        self.presses += 1
        return f"staff {self.presses}"

    @rule(again=st.booleans())
    def supervisor_closes_the_day(self, again: bool) -> None:
        acts.close_day(self.staff, self.press())
        if again:
            acts.open_day(self.staff, self.press())

    @rule(number=kiosks)
    def tend(self, number: int) -> None:
        kiosk = self.kiosks[number]
        kiosk.survive(lambda: tend(kiosk.spool, kiosk.hall_file))

    @rule(number=kiosks, service=services, times=st.integers(1, 12), back=st.booleans())
    def outage(self, number: int, service: str, times: int, back: bool) -> None:
        """The link goes while the kiosk holds fresh numbers, people come, and perhaps it is back at once."""
        self.heal(number)
        self.tend(number)
        self.cut(number)
        self.visitors_come(number, service, times)
        if back:
            self.heal(number)
            self.tend(number)

    @rule(number=kiosks)
    def cut(self, number: int) -> None:
        self.kiosks[number].up = False

    @rule(number=kiosks)
    def heal(self, number: int) -> None:
        self.kiosks[number].up, self.kiosks[number].fuse = True, None

    @rule(number=kiosks, left=st.integers(0, 3), after=st.booleans(), dies=st.booleans())
    def fuse(self, number: int, left: int, after: bool, dies: bool) -> None:
        self.kiosks[number].up, self.kiosks[number].fuse = True, (left, after, dies)

    @rule(number=kiosks, left=st.integers(0, 3), after=st.booleans())
    def spool_fuse(self, number: int, left: int, after: bool) -> None:
        self.kiosks[number].spool_fuse = (left, after)

    @rule()
    def back_up(self) -> None:
        self.clock.advance(seconds=1)
        self.saved = copied(self.staff)

    @precondition(lambda self: self.saved is not None)
    @rule()
    def restore(self) -> None:
        """Everybody goes home, the backup goes back; what was made since is given up, its numbers are not."""
        assert self.saved is not None
        for kiosk in self.kiosks:
            kiosk.end()
        self.staff.close()
        put_back(self.folder / "hall", self.saved, self.clock)
        self.staff = HallFile.open(self.folder / "hall", device="staff", clock=self.clock)
        for kiosk in self.kiosks:
            kiosk.begin()
        with self.staff.reading() as db:
            there = {row[0] for row in db.execute("SELECT id FROM tickets").fetchall()}
        kept = {act.answer.ticket for kiosk in self.kiosks for act in kiosk.spool.pending() if act.answer is not None}
        self.due &= there | kept

    @rule(number=kiosks)
    def power_cut(self, number: int) -> None:
        self.kiosks[number].end()
        self.kiosks[number].begin()

    @precondition(lambda self: not self.kiosks[0].spool.pending())
    @rule()
    def new_disk(self) -> None:
        """A kiosk's PC is replaced: a new spool never inherits the old one's numbers."""
        self.kiosks[0].end()
        shutil.rmtree(self.folder / "pc-1")
        self.kiosks[0].begin()

    @precondition(lambda self: not self.kiosks[2].spool.pending())
    @rule()
    def copied_disk(self) -> None:
        """The third PC is made from the first one's disk, spool and all, and both go on without the share."""
        self.heal(0)
        self.tend(0)
        for kiosk in (self.kiosks[0], self.kiosks[2]):
            kiosk.end()
        shutil.rmtree(self.folder / "pc-3")
        shutil.copytree(self.folder / "pc-1", self.folder / "pc-3")
        for number in (0, 2):
            self.kiosks[number].begin()
            self.cut(number)
            self.visitors_come(number, "AB.1", 2)

    @rule()
    def next_day(self) -> None:
        self.clock.advance(days=1)

    @rule(number=kiosks)
    def closing_time(self, number: int) -> None:
        kiosk = self.kiosks[number]
        kiosk.survive(lambda: give_back(kiosk.spool, kiosk.hall_file))

    # -- what always holds ----------------------------------------------------------------------------------

    @invariant()
    def no_number_twice(self) -> None:
        labels = [(day, label) for day, label, _ in self.papers]
        assert len(labels) == len(set(labels))
        with self.staff.reading() as db:
            assert invariants.check(db) == ()

    def everybody_back(self) -> None:
        for kiosk in self.kiosks:
            kiosk.up, kiosk.fuse, kiosk.spool_fuse = True, None, None
            tend(kiosk.spool, kiosk.hall_file)
            assert kiosk.spool.pending() == ()
            assert all(outcome for _, outcome in kiosk.spool.settled())
        with self.staff.reading() as db:
            found = {row[0] for row in db.execute("SELECT id FROM tickets").fetchall()}
            cancelled = db.execute("SELECT count(*) FROM events WHERE what = 'settle_refused'").fetchone()[0]
            assert invariants.check(db) == ()
        assert self.due <= found
        assert cancelled == 0


TestOutages = Outages.TestCase
TestOutages.settings = settings(
    max_examples=6 if both.url() else 12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
