"""The short forms of the torture; ``python -m tests.torture`` has the long ones."""

import os

import pytest

from shared.faults import Kind
from tests.torture import disk, killing, outage, powercut


def test_killed_at_random_instants(tmp_path):
    found = killing.kill(tmp_path, 25)
    assert found.acts > 25
    assert found.sound(), found


def test_a_crowd(tmp_path):
    found = killing.crowd(tmp_path, 6, 2.0)
    assert found.sound(), found
    assert not found.faults


def test_clocks_that_jump_by_hours(tmp_path):
    found = killing.crowd(tmp_path, 3, 1.5, jump_hours=3.5)
    assert found.sound(), found


def test_frozen_in_the_middle_of_a_transaction(tmp_path):
    found, said = killing.freeze(tmp_path, 1.5, patience=0.5)
    assert said == "slow"
    assert found.sound(), found


def test_the_power_goes_at_write_and_sync_boundaries(tmp_path):
    opened, wrong = powercut.check(tmp_path, rounds=1, more=1, every=5)
    assert opened > 20
    assert wrong == []


def test_the_share_goes_away_at_some_steps(tmp_path):
    steps = outage.steps_of_an_act(tmp_path / "count")
    assert steps > 20
    for step in range(3, steps, 17):
        place = tmp_path / str(step)
        place.mkdir()
        assert outage.outage(place, step, 0.3) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
@pytest.mark.parametrize(("torture", "kind"), [(disk.full, Kind.FULL), (disk.read_only, Kind.READ_ONLY)])
def test_a_disk_that_is_full_or_read_only(tmp_path, torture, kind):
    try:
        told, found = torture(tmp_path / "disk")
    except PermissionError as error:
        pytest.skip(f"no tmpfs can be mounted here: {error}")
    assert told is kind
    assert found.sound(), found


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
def test_a_permission_that_is_taken_away(tmp_path):
    told, found = disk.permission(tmp_path / "hall")
    assert told in ("read_only", "gone")
    assert found.sound(), found
