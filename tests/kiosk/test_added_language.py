"""A third language that was dropped into the hall's folder stands on every page of the kiosk."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from shared.qt.added_languages import AddedLanguages
from shared.qt.language import FOLDER
from shared.text import languages
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.test_layout import pages


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    languages.ADDED.clear()


def mirrored(folder: Path) -> None:
    """A language whose words are the English ones in angle brackets: what is not translated is seen."""
    english = {
        source.text
        for part in ("kiosk", "shared")
        for source in Xml.parse(FOLDER / f"{part}_id.ts").iter("source")
        if source.text
    }
    lines = [f'"{_toml(words)}" = "‹{_toml(words)}›"' for words in sorted(english)]
    folder.mkdir(parents=True)
    (folder / "jv.toml").write_text('name = "Basa Jawa"\n[words]\n' + "\n".join(lines), encoding="utf-8")


def _toml(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def test_every_page_speaks_it(stage: Stage, tmp_path: Path) -> None:
    mirrored(tmp_path / "share" / "languages")
    added = AddedLanguages(tmp_path / "share" / "languages", tmp_path / "local")
    added.found.connect(stage.model.languages_told)
    added.look()
    stage.settle()
    for _ in range(100):
        if languages.ADDED:
            break
        stage.settle()
    stage.settle()
    stage.touch("lang:jv")
    assert stage.words("question") == "‹Which service do you need?›"
    assert stage.words("lang:id") == "Bahasa Indonesia"
    silent: dict[str, list[str]] = {}
    for page in pages(stage):
        stage.settle()
        keys = [str(key.property("text")) for key in stage.touchables()]
        plain = [w for w in keys if w in ("Back", "Help", "Start page", "Kembali", "Bantuan", "Halaman awal")]
        if plain:
            silent[page] = plain
        if page not in ("pin", "still there"):
            assert any(re.match("‹.*›", word) for word in stage.all_words()), page
    assert silent == {}
