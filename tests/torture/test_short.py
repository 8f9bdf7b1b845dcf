"""The short forms of the torture; ``python -m tests.torture`` has the long ones."""

import errno
import os

import pytest

from tests.torture import chores, crowd, disk, freezing, killing, outage, powercut

root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk and becoming another user need root")


def test_killed_at_random_instants(tmp_path):
    found = killing.kill(tmp_path, 24)
    assert found.sound(), found
    assert sum(found.done.values()) > 24
    kinds = {what.split()[0] for what in found.counted if " killed " in what}
    assert kinds == {"issue", "next", "finish"}


def test_killed_at_some_system_calls(tmp_path):
    found = killing.kill_at_steps(tmp_path, 23)
    assert found.sound(), found
    assert found.counted["issue steps"] > 2


def test_kiosks_killed_while_the_share_comes_and_goes(tmp_path):
    found = killing.kill_kiosks(tmp_path, 4)
    assert found.sound(), found
    assert found.done["issue"]


def test_pcs_killed_in_the_hall_s_chores(tmp_path):
    found = chores.kill_chores(tmp_path, 3)
    assert found.sound(), found
    assert found.counted["backups"]


def test_a_crowd(tmp_path):
    found = crowd.crowd(tmp_path, 6, 2.0)
    assert found.sound(), found
    assert all(found.done[what] for what in ("issue", "next", "finish"))


def test_clocks_that_jump_by_hours(tmp_path):
    found = crowd.clocks(tmp_path, 4, 2.0)
    assert found.sound(), found
    assert sum(found.done.values()) > 4


def test_frozen_in_the_middle_of_a_transaction(tmp_path):
    found, said = freezing.freeze(tmp_path, 1.5, patience=0.5)
    assert said == "slow"
    assert found.sound(), found


def test_frozen_at_some_system_calls_with_its_locks_given_to_others(tmp_path):
    found = freezing.freeze_at_steps(tmp_path, 1.0, patience=0.4, every=23, at_once=16)
    assert found.sound(), found
    assert found.counted["freezes"] > 6


def test_a_pc_without_a_fence_that_wakes_does_harm(tmp_path):
    found = freezing.freeze_at_steps(tmp_path, 0.5, patience=60.0, every=40, at_once=16)
    assert not found.sound(), "the torture does not bite"


def test_the_power_goes_at_write_and_sync_boundaries(tmp_path):
    found = powercut.powercuts(tmp_path, rounds=1, more=1, every=13, again=0.05)
    assert found.sound(), found
    assert found.counted["disks opened"] > 40


def test_the_share_goes_away_at_some_steps(tmp_path):
    found = outage.outages(tmp_path, (0.2,), every=29, at_once=16)
    assert found.sound(), found
    assert found.counted["outages"] > found.counted["of which hang"] > 0


@root
@pytest.mark.parametrize("torture", [disk.full, disk.full_spool, disk.read_only, disk.permission])
def test_a_disk_that_is_full_or_read_only_or_not_ours(tmp_path, torture):
    try:
        found = torture(tmp_path)
    except PermissionError as error:
        pytest.skip(f"no tmpfs can be mounted here: {error}")
    assert found.sound(), found
    assert found.done["issue"]


def test_a_disk_that_refuses_at_some_steps(tmp_path):
    assert set(disk.TOLD) == {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}
    found = disk.refused_at_steps(tmp_path, 31)
    assert found.sound(), found
    assert found.told["full"]
    assert found.told["read_only"]
