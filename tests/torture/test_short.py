"""The short forms of the torture; ``python -m tests.torture`` has the long ones."""

from tests.torture import killing


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
