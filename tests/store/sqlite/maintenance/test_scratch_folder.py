"""Copies of a hall on this PC's own disk: gone afterwards, also those of a PC that was switched off."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from shared.store.sqlite.maintenance.scratch_folder import workshop
from tests.helpers.machine.linux import linux

DAY = 24 * 3600


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(place: Path, name: str, age: float) -> Path:
    """What a killed program left: a folder with a copy in it."""
    folder = place / name
    folder.mkdir()
    (folder / "hall.db").write_bytes(b"a copy")
    then = time.time() - age
    os.utime(folder, (then, then))
    return folder


def test_a_copy_is_gone_afterwards_and_so_is_what_was_left_a_day_ago(place: Path) -> None:
    old = left(place, "antrean-copy-dead", 2 * DAY)
    young = left(place, "antrean-copy-alive", 60)
    stranger = left(place, "antrean-printer-x", 9 * DAY)
    with workshop() as folder:
        (folder / "hall.db").write_bytes(b"ours")
        assert folder.parent == place
        assert not old.exists()
    assert set(place.iterdir()) == {young, stranger}


@linux("it makes a symbolic link")
def test_what_a_link_of_that_name_leads_to_is_left_alone(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = left(tmp_path_factory.mktemp("elsewhere"), "precious", 2 * DAY)
    (place / "antrean-copy-link").symlink_to(elsewhere)
    with workshop():
        pass
    assert (elsewhere / "hall.db").exists()
