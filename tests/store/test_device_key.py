"""This PC's key: one, kept where it can be; for this run alone where not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import config
from shared.store import device_key


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No key is remembered from other tests, and none for them."""
    device_key.of_folder.cache_clear()
    yield
    device_key.of_folder.cache_clear()


def test_a_pc_that_can_keep_nothing_has_one_key_for_this_run_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(config.LOCAL, str(tmp_path / "file"))
    key = device_key.of_this_pc()
    assert device_key.of_this_pc().public == key.public
    assert "this PC's key cannot be kept, so the hall will not know it again" in caplog.text


def test_a_disk_without_hard_links_keeps_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    key = device_key.of_folder(tmp_path)
    device_key.of_folder.cache_clear()
    assert device_key.of_folder(tmp_path).public == key.public
    assert [path.name for path in tmp_path.iterdir()] == [device_key.NAME]
    if os.name == "posix":  # Windows keeps no such mode; there the user's own folder is closed to others
        assert (tmp_path / device_key.NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("links", [True, False])
def test_the_key_of_a_program_that_was_faster_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    faster = b"k" * 32
    link = os.link

    def meanwhile(self: Path, target: Path) -> None:
        self.write_bytes(faster)
        if not links:
            raise PermissionError(1, "Operation not permitted")
        link(target, self)

    monkeypatch.setattr(Path, "hardlink_to", meanwhile)
    assert device_key.of_folder(tmp_path).public == device_key.DeviceKey(faster).public
    assert [path.name for path in tmp_path.iterdir()] == [device_key.NAME]
