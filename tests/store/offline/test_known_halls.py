"""Which hall lay in which folder: also as an older Antrean's kiosks and commands wrote it down."""

import json
import os
from pathlib import Path

from shared.store.offline import known_halls


def test_what_an_older_antrean_knew_is_known_and_what_was_written_last_counts(tmp_path: Path) -> None:
    hall, other = tmp_path / "hall", tmp_path / "other"
    (tmp_path / "halls.json").write_text(json.dumps({str(hall): ["aa", 3], str(other): ["bb", 1]}))
    (tmp_path / "kiosk-K1.json").write_text(json.dumps({str(hall): "cc"}))
    os.utime(tmp_path / "halls.json", (1, 1))
    assert (known_halls.hall_in(tmp_path, hall), known_halls.hall_in(tmp_path, other)) == ("cc", "bb")
    known_halls.remember(tmp_path, hall, "dd")
    assert (known_halls.hall_in(tmp_path, hall), known_halls.hall_in(tmp_path, other)) == ("dd", "bb")


def test_an_id_that_cannot_be_one_is_not_believed(tmp_path: Path) -> None:
    for content in ({str(tmp_path): "../x"}, {str(tmp_path): 7}, {str(tmp_path): ["aa", "3"]}, [str(tmp_path), "aa"]):
        (tmp_path / "halls.json").write_text(json.dumps(content))
        assert known_halls.hall_in(tmp_path, tmp_path) is None


def test_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    known_halls.remember(tmp_path, tmp_path / "hall", "aa")
    (written,) = tmp_path.iterdir()
    os.utime(written, (1, 1))
    known_halls.remember(tmp_path, tmp_path / "hall", "aa")
    assert written.stat().st_mtime == 1


def test_a_link_that_leads_nowhere_says_nothing(tmp_path: Path) -> None:
    known_halls.remember(tmp_path, tmp_path / "hall", "aa")
    (tmp_path / "kiosk-K1.json").symlink_to(tmp_path / "gone.json")
    assert known_halls.hall_in(tmp_path, tmp_path / "hall") == "aa"
