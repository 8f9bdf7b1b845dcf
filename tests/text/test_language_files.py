"""A language that a hall adds by a file: its words where it has them, Indonesian where it lacks them."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.domain.words import Refusal
from shared.text import language_files, languages
from shared.text.languages import pick
from shared.text.refusals import sentence
from shared.text.wait_words import wait_words

JAVANESE = """
name = "Basa Jawa"

[words]
"almost no wait" = "meh ora ngenteni"
"about {low}–{high} minutes" = "udakara {low}–{high} menit"
"A break for everybody: {0}" = "tanpa panggonan"
"We are on a break." = "Lagi ngaso."
"Please take a number from {moment}." = "Mangga njupuk nomer wiwit {moment}."
"""


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    languages.ADDED.clear()


@pytest.fixture
def javanese(tmp_path: Path) -> None:
    (tmp_path / "jv.toml").write_text(JAVANESE, encoding="utf-8")
    language_files.use(language_files.read_all(tmp_path))


@pytest.mark.usefixtures("javanese")
def test_words_of_the_program_come_from_the_file_and_else_are_indonesian() -> None:
    assert wait_words((0, 1), "jv") == "meh ora ngenteni"
    assert wait_words((10, 20), "jv") == "udakara 10–20 menit"
    assert wait_words((0, 20), "jv") == "hingga 20 menit"
    assert pick({"id": "Beras", "en": "Rice", "jv": "Wos"}, "jv") == "Wos", "the hall's own words win"


@pytest.mark.usefixtures("javanese")
def test_refusals_are_said_in_it() -> None:
    assert sentence(Refusal.BREAK)["jv"] == "Lagi ngaso."


def test_what_cannot_be_used_is_left_out_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "jv.toml").write_text(JAVANESE, encoding="utf-8")
    (tmp_path / "id.toml").write_text(JAVANESE, encoding="utf-8")
    (tmp_path / "su.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "min.toml").write_text('name = "Baso Minang"', encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        found = language_files.read_all(tmp_path)
    assert [language.code for language in found] == ["jv"]
    assert "A break for everybody: {0}" not in found[0].words
    for named in ("id.toml", "su.toml", "min.toml", "tanpa panggonan"):
        assert named in caplog.text


def test_files_are_kept_on_this_pc(tmp_path: Path) -> None:
    share, local = tmp_path / "hall" / "languages", tmp_path / "local"
    share.mkdir(parents=True)
    (share / "jv.toml").write_text(JAVANESE, encoding="utf-8")
    language_files.copy(share, local)
    assert (local / "jv.toml").read_text(encoding="utf-8") == JAVANESE
    (share / "jv.toml").unlink()
    language_files.copy(share, local)
    assert list(local.iterdir()) == []
    language_files.copy(tmp_path / "gone" / "languages", local)
