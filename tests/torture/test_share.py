"""What is told of a share that goes away for good, ahead of each system call of opening the file and of an act."""

import errno

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import stale_writer_fence
from tests.torture import world
from tests.torture.freezing import prepared
from tests.torture.share import AWAY, between


class CutLink:
    """Every call fails from this one on."""

    def __init__(self, step):
        self.left, self.armed = step, False

    def __call__(self, _name):
        if not self.armed:
            return 0
        self.left -= 1
        return errno.EIO if self.left < 0 else 0


@pytest.fixture
def hall(tmp_path):
    return prepared(tmp_path)


def told(folder, step, what):
    """What is told; None when there were fewer steps."""
    cut = CutLink(step)
    cut.armed = what == "open"
    try:
        with between(cut, folder), HallFile.open(folder, device="cut", clock=world.noon) as file:
            cut.armed = True
            if what != "open":
                world.act(file, f"{what} {step}", what, "AB", "1")
    except EnvironmentFault as fault:
        return fault.kind
    return None


@pytest.mark.parametrize("what", ["open", *world.KINDS])
def test_it_is_away_and_neither_damaged_nor_replaced(hall, what):
    kinds = [told(hall, step, what) for step in range(0, 120, 2)]
    assert Kind.GONE in kinds
    assert set(kinds) <= {None, *AWAY}
    assert kinds[-1] is None


def test_a_file_that_was_replaced_meanwhile_is_told_so(hall, tmp_path):
    with HallFile.open(hall, device="here", clock=world.noon) as file:
        world.act(file, "a", "issue", "AB", "1")
        older = (hall / "hall.db").read_bytes()
        world.act(file, "later", "issue", "AB", "1")
        (hall / "hall.db").rename(tmp_path / "elsewhere")
        (hall / "hall.db").write_bytes(older)  # a copy of the very same data would be the hall again
        with pytest.raises(EnvironmentFault) as caught:
            world.act(file, "b", "issue", "AB", "1")
    assert caught.value.kind is Kind.WRONG_HALL


def test_opening_that_takes_longer_than_the_fence_bears_is_slow(hall, monkeypatch):
    monkeypatch.setattr(stale_writer_fence, "SECONDS", -1.0)
    with pytest.raises(EnvironmentFault) as caught:
        HallFile.open(hall, device="slow", clock=world.noon)
    assert caught.value.kind is Kind.SLOW


def test_what_a_frozen_program_reads_on_waking_is_no_bug(hall, monkeypatch):
    with (
        HallFile.open(hall, device="frozen", clock=world.noon) as file,
        pytest.raises(EnvironmentFault) as caught,
        file.writing() as db,
    ):
        monkeypatch.setattr(stale_writer_fence, "SECONDS", -1.0)
        db.execute("INSERT INTO tickets SELECT * FROM tickets")  # as if another one had written them meanwhile
    assert caught.value.kind is Kind.SLOW
