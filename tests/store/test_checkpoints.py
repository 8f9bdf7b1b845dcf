"""The audit's end as a PC remembers it: eight words, kept now and then, in a file that does not grow for ever."""

import json
from pathlib import Path

import pytest

from shared import config
from shared.domain.words import Instant
from shared.store import checkpoints
from shared.store.checkpoints import Checkpoint, Checkpoints, head_of

HALL = "0123456789abcdef"


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(config.LOCAL, str(tmp_path))
    return tmp_path


def at(sequence: int) -> Checkpoint:
    return Checkpoint(sequence, bytes([sequence % 256]) * 32, Instant(sequence))


def test_words_lead_to_their_bytes_and_what_are_none_to_nothing() -> None:
    words = at(7).words
    assert head_of(words) == bytes([7]) * 16
    assert head_of(words.upper().replace("-", " ")) == bytes([7]) * 16
    assert head_of(words.partition("-")[0]) == bytes([7]) * 2, "the first ones are enough to compare"
    for wrong in ("", "babat", "babax", "ababa", "baba", f"{words}-babab"):
        assert head_of(wrong) is None or wrong == "babat"


def test_one_is_kept_when_the_last_is_old_enough_and_at_the_end(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Checkpoints()
    mine.keep()
    mine.note(HALL, at(1))
    assert checkpoints.read(local, HALL) == ()
    monkeypatch.setattr(checkpoints, "SECONDS", 0.0)
    mine.note(HALL, at(2))
    assert checkpoints.read(local, HALL) == (at(2),)
    monkeypatch.setattr(checkpoints, "SECONDS", 900.0)
    mine.note(HALL, at(3))
    mine.keep()
    mine.keep()
    assert checkpoints.read(local, HALL) == (at(2), at(3))


def test_of_a_file_that_has_grown_long_the_older_half_goes(local: Path) -> None:
    path = checkpoints.path_of(local, HALL)
    lines = [json.dumps({"at": number, "sequence": number, "head": "ab" * 32}) for number in range(4000)]
    path.write_text("\n".join([*lines, "damaged", '{"at": 1}']) + "\n")
    mine = Checkpoints()
    mine.note(HALL, at(5000))
    mine.keep()
    kept = [one.sequence for one in checkpoints.read(local, HALL)]
    assert kept == [*range(2001, 4000), 5000]


def test_a_disk_that_does_not_take_it_is_told_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(config.LOCAL, str(tmp_path / "file"))
    mine = Checkpoints()
    mine.note(HALL, at(1))
    mine.keep()
    assert "the end of the audit could not be kept on this PC" in caplog.text
    assert str(tmp_path / "file") in caplog.text
