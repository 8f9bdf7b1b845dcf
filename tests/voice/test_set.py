"""The shipped set: complete, even, without twins, made of the right phonemes; and the proof itself, on broken sets."""

import re
import shutil

import numpy as np
import pytest

from shared.domain.speech import LANGUAGES
from shared.voice import (
    audio,
    checking,
    clip_plan,
    kokoro,
    loudness,
    making,
    pack,
    phonemes,
    phrases,
    recognition,
    spectra,
)
from shared.voice.clips import MADE, Clips
from shared.voice.synthesiser import Sound, Speech


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clip_is_there_and_was_made_of_the_phonemes_of_its_name(lang):
    wanted = {name: spoken for carrier in clip_plan.shipped(lang) for name, spoken in making.said(carrier, {}).items()}
    assert pack.shipped(lang).told == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_letter_or_word_has_a_twin_and_each_is_level_and_joinable(lang, monkeypatch):
    few = tuple(c for c in clip_plan.shipped(lang) if len([clip for clip in c.clips if clip]) < 5)
    monkeypatch.setattr(clip_plan, "shipped", lambda _lang: few)
    assert [finding.sentence for finding in checking.check(Clips(), lang) if finding.wrong] == []


def test_letters_of_english_differ_from_each_other():
    shipped = pack.shipped("en")
    letters = [spectra.fingerprint(audio.floats(shipped.read(letter))) for letter in "aijfsxbdpt"]
    like = spectra.likeness(letters)
    assert max(like[a, b] for a in range(10) for b in range(a)) < checking.TWINS_FROM


def broken(tmp_path, **clips: str) -> list[str]:
    """What is found where a hall's own folder has these clips, each with another's sound."""
    for name, sound in clips.items():
        (tmp_path / MADE / "en").mkdir(parents=True, exist_ok=True)
        (tmp_path / MADE / "en" / f"{name}.opus").write_bytes(pack.shipped("en").data(sound))
    return [finding.sentence for finding in checking.check(Clips(tmp_path), "en")]


def test_a_letter_that_says_another_is_found(tmp_path, monkeypatch):
    few = tuple(carrier for carrier in clip_plan.shipped("en") if carrier.clips[-1] in set("abcdefghijklm"))
    monkeypatch.setattr(clip_plan, "shipped", lambda _lang: few)
    assert any("a and i sound alike" in sentence for sentence in broken(tmp_path, a="i"))


def test_a_number_that_says_another_is_found():
    """By the other numbers, which teach how each digit sounds; by a third of them less surely than by all."""
    shipped = pack.shipped("id")
    numbers = sorted(name for name in shipped.told if re.fullmatch(r"(\w+-){2}\w+", name))
    names = [name for name in numbers if not name.startswith(("loket", "nomor"))][::3]
    prints = [spectra.fingerprint(audio.floats(shipped.read(name))) for name in names]
    texts = [shipped.told[name] for name in names]
    half = len(texts) // 2
    swapped = {number for at in range(3, half, 15) for number in (at, at + half)}
    for at in range(3, half, 15):
        texts[at], texts[at + half] = texts[at + half], texts[at]
    found = {number for number, _ in recognition.mistaken(prints, texts)}
    assert len(found & swapped) >= 0.8 * len(swapped)
    assert len(found - swapped) <= 0.02 * len(texts)


@pytest.mark.parametrize(
    ("text", "lang", "sounds"),
    [
        ("A", "en", "ˈA"),
        ("I", "en", "ˈI"),
        ("empat", "id", "əmpˈat"),
        ("BPJS", "id", "bˈe pˈe ʥˈe ˈɛsː"),
        ("loket 12.", "id", "lˈokɛt dˈua bəlˈas."),
        ("nyanyian, sungguh", "id", "ɲaɲˈian, sˈuŋɡuh"),
        ("counter 21", "en", "kˈWntəɹ twˈɛnti wˈʌn"),
    ],
)
def test_words_become_phonemes(text, lang, sounds):
    assert phonemes.phonemes(text, lang) == sounds


def test_a_hall_says_how_its_names_are_pronounced():
    assert phonemes.phonemes("Disdukcapil", "id", {"disdukcapil": "dis duk capil"}) == "dˈis dˈuk ʧˈapil"


def test_a_phrase_is_said_with_the_fewest_clips_and_words_that_have_none_together():
    there = {"satu", "dua-tiga-empat", "dua", "tiga", "empat"}
    found = phrases.pieces(("satu", "dua", "tiga", "empat"), there.__contains__, lambda _clip: False)
    assert [piece.clip for piece in found] == ["satu", "dua-tiga-empat"]
    found = phrases.pieces(("satu", "lima", "enam"), there.__contains__, lambda _clip: False)
    assert [(piece.clip, piece.there) for piece in found] == [("satu", True), ("lima-enam", False)]


def test_the_loudness_is_that_of_the_standard():
    """BS.1770: a sine of 997 Hz at full scale is -3.01; reference values of pyloudnorm for the others."""
    t = np.arange(5 * 48_000) / 48_000
    assert loudness.loudness(np.sin(2 * np.pi * 997 * t).astype(np.float32)) == pytest.approx(-3.01, abs=0.01)
    assert loudness.loudness((0.1 * np.sin(2 * np.pi * 100 * t)).astype(np.float32)) == pytest.approx(-24.87, abs=0.1)
    assert loudness.loudness(np.zeros(48_000, np.float32)) == -np.inf


class Tones:
    """An engine that says each phrase as a tone and tells its commas, or dies after some sentences."""

    name = "tones"

    def __init__(self, dies_after: int = 99) -> None:
        self.left = dies_after

    def say(self, text, lang, say=None, pace=1.0):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        one = np.concatenate([np.zeros(2400), 0.3 * np.sin(np.arange(12_000) / 8)]).astype(np.float32)
        count = len([mark for mark in text if mark in ",.!"])
        marks = tuple((14_400 * at, 14_400 * at + 2400) for at in range(1, count + 1))
        return Speech(Sound(np.concatenate([one] * count), 24_000), marks)


def test_making_goes_on_where_it_was_interrupted(tmp_path):
    carriers = clip_plan.shipped("id")[:6]
    folders = making.Folders(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        making.make(carriers, Tones(2), folders, {}, lambda _progress: None)
    first = set(making.Folder(tmp_path / "id").told)
    steps = []
    made = making.make(carriers, Tones(), making.Folders(tmp_path), {}, steps.append)
    told = set(making.Folder(tmp_path / "id").told)
    assert first
    assert made == len(told - first)
    assert steps[-1].done == steps[-1].total == 4
    assert making.make(carriers, Tones(0), making.Folders(tmp_path), {}, steps.append) == 0
    for clip in told:
        assert len(audio.decoded((tmp_path / "id" / f"{clip}.opus").read_bytes())) > 10_000


def test_what_a_loss_of_power_left_is_made_again_and_until_then_the_shipped_clips_speak(tmp_path):
    carriers = tuple(clip_plan.phrases("id", [("a", "be"), ("a", "ce"), ("a", "de")]))
    folders = making.Folders(tmp_path / MADE)
    making.make(carriers, Tones(), folders, {}, lambda _progress: None)
    half, empty = tmp_path / MADE / "id/a-be.opus", tmp_path / MADE / "id/a-ce.opus"
    half.write_bytes(half.read_bytes()[:-40])
    empty.write_bytes(b"")
    said = [piece.clip for word in ("be", "ce", "de") for piece in Clips(tmp_path).pieces("id", ("a", word))[0]]
    assert said == ["a", "be", "a", "ce", "a-de"]
    assert making.make(carriers, Tones(), folders, {}, lambda _progress: None) == 2
    assert Clips(tmp_path).recorded("id", "a-be") is not None


def test_another_pronunciation_makes_the_clip_anew(tmp_path):
    carrier = clip_plan.places("id", [("kasir", "dua")])
    say = {"id": {"kasir": "kasyir"}}
    making.make(tuple(carrier), Tones(), making.Folders(tmp_path), {}, lambda _progress: None)
    again = tuple(clip_plan.places("id", [("kasir", "dua")]))
    assert making.missing(again[0], making.Folder(tmp_path / "id"), say)
    assert not making.missing(again[0], making.Folder(tmp_path / "id"), {})


@pytest.mark.skipif(not kokoro.installed(), reason="the extra `voice` is not installed")
def test_the_neural_voice_tells_each_comma():
    said = kokoro.Kokoro().say("nomor antrean, A B, loket lima.", "id")
    assert len(said.marks) == 3
    assert 1 < len(said.sound.samples) / said.sound.rate < 6


def test_an_engine_that_tells_no_comma_says_each_phrase(tmp_path):
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    from shared.voice.espeak_voice import EspeakVoice

    made = making.rendered(clip_plan.shipped("id")[0], EspeakVoice(), {})
    assert set(made) == {"nomor-antrean", "silakan-menuju"}
