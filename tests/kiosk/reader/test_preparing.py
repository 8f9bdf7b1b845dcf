"""Names are made into sound once, beside the program; a start that finds them begins nothing."""

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.reader import preparing
from kiosk.reader.kept_voice import KeptVoice, best
from kiosk.reader.preparing import Preparing, missing
from kiosk.reader.set_up import beforehand
from kiosk.reader.sounds import for_ear
from shared import pcm
from shared.domain.hall_data.hall import Hall
from shared.voice import engines

LINES = (("id", "Paspor"), ("en", "Passport"))
speaks = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@speaks
def test_what_is_missing_is_made_and_kept(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "BEGINS_MS", 0)
    made = Preparing(tmp_path)
    made.rest(True)
    made.want(LINES, {})
    made.rest(False)
    try:  # it lets everything else on a busy machine go first
        qtbot.waitUntil(lambda: missing(tmp_path, LINES, {}) == [], timeout=100_000)
    finally:
        made.close()
    for lang, words in LINES:
        path = best(tmp_path, {}).kept(words, lang)
        assert path is not None
        assert pcm.read(path)


def kept_at(folder: Path, words: str, lang: str) -> Path:
    path = best(folder, {}).path(words, lang)
    assert path is not None
    return path


@speaks
def test_nothing_begins_where_nothing_is_missing(tmp_path: Path) -> None:
    for lang, words in LINES:
        pcm.write(kept_at(tmp_path, words, lang), pcm.silence(0.1))
    assert missing(tmp_path, LINES, {}) == []
    assert missing(tmp_path, (*LINES, ("id", " ")), {}) == []


@speaks
def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    engine = best(tmp_path, {})
    for at, words in enumerate(("satu", "dua", "tiga")):
        path = kept_at(tmp_path, words, "id")
        pcm.write(path, pcm.silence(0.1))
        os.utime(path, (1000 + at, 1000 + at))
    assert engine.kept("satu", "id") is not None, "used just now"
    engine.tidy(2 * kept_at(tmp_path, "satu", "id").stat().st_size)
    assert engine.kept("dua", "id") is None
    assert engine.kept("satu", "id") is not None
    assert engine.kept("tiga", "id") is not None


def test_names_and_fixed_sentences_are_made_beforehand(sample: Hall) -> None:
    lines = set(beforehand(sample, "id"))
    assert {lang for lang, _ in lines} == {"id", "en"}
    assert all(words and "\n" not in words for _, words in lines)
    service, need = sample.service["AB.1"], next(iter(sample.need.values()))
    assert service.procedure is not None
    for told in (sample.agency["AB"].name, need.name, service.procedure):
        assert {("id", for_ear(told["id"], "id")), ("en", for_ear(told["en"], "en"))} <= lines


@speaks
def test_what_a_better_voice_said_beforehand_is_heard_and_the_rest_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "best_name", lambda: engines.NEURAL)
    neural = kept_at(tmp_path, "Paspor", "id")
    pcm.write(neural, pcm.silence(0.2))
    voice = KeptVoice(tmp_path)
    assert voice.wav("Paspor", "id") == neural
    fresh = voice.wav("AB-012", "id")
    assert fresh is not None
    assert fresh != best(tmp_path, {}).path("AB-012", "id")
    assert pcm.read(fresh)
    voice.say = {"id": {"AB": "a be"}}
    assert voice.wav("AB-012", "id") != fresh  # said in another way now
