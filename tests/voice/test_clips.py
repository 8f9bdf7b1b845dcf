"""Clips: the hall's own, other formats, broken and missing ones; the joined sentence."""

import itertools
import logging
import math
import shutil
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest
import soundfile

from display.voice.announcer import CHIME, TING, Utterance
from shared import pcm
from shared.domain.speech import LANGUAGES, Form, Spoken, sentence
from shared.voice import audio, engines, loudness, pack, tempo
from shared.voice.clips import (
    AFTER_CHIME,
    AT_A_COMMA,
    BETWEEN_CLIPS,
    BETWEEN_LETTERS,
    FULL_SECONDS,
    MADE,
    QUICKEST,
    SHIPPED,
    SHORT_SECONDS,
    Clips,
)
from shared.voice.synthesis import Synthesis


def tone(path: Path, *, rate=48_000, channels=1, width=2, seconds=0.4, hertz=440, level=0.3) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = bytearray()
    for i in range(int(rate * seconds)):
        value = level * math.sin(math.tau * hertz * i / rate)
        one = int((value + 1) * 127.5) if width == 1 else int(value * (2 ** (8 * width - 1) - 1))
        frames += one.to_bytes(width, "little", signed=width > 1) * channels
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(frames))
    return path


def cycles(samples) -> float:
    """Rising crossings of zero per second: the pitch of a plain tone."""
    return sum(a < 0 <= b for a, b in itertools.pairwise(samples)) / (len(samples) / pcm.RATE)


def utterance(*words: str, lang="id", chime=None) -> Utterance:
    return Utterance(1, Form.FULL, chime, ((lang, words),))


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (44_100, 2), (22_050, 1), (96_000, 2)])
def test_any_sensible_recording_keeps_its_pitch_and_length(tmp_path, width, rate, channels):
    samples = pcm.read(tone(tmp_path / "a.wav", rate=rate, channels=channels, width=width))
    assert len(samples) / pcm.RATE == pytest.approx(0.4, abs=0.002)
    assert cycles(samples) == pytest.approx(440, rel=0.02)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"this is no sound at all", b"RIFF\x04\x00\x00\x00WAVE"])
def test_a_file_that_is_no_wav_is_refused_with_a_reason(tmp_path, content):
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(pcm.ClipError, match=r"\w"):
        pcm.read(path)


def test_an_empty_recording_and_a_telephone_one_are_refused(tmp_path):
    with pytest.raises(pcm.ClipError, match="no sound"):
        pcm.read(tone(tmp_path / "a.wav", seconds=0))
    with pytest.raises(pcm.ClipError, match="4000"):
        pcm.read(tone(tmp_path / "b.wav", rate=4_000))


WORD = audio.floats(pack.shipped("id").read("satu"))
"""A word as a hall may say it: the shipped one."""


def rough(path: Path, subtype="PCM_16", *, rate=48_000, container="WAV", change=lambda word: word) -> Path:
    """The word in a second of hiss on both sides, in two channels, as it was changed."""
    sound = np.concatenate([np.zeros(pcm.RATE), WORD, np.zeros(pcm.RATE)]).astype(np.float32)
    hiss = np.random.default_rng(3).normal(0, 0.0008, len(sound))
    sound = change(audio.at_rate((sound + hiss).astype(np.float32), pcm.RATE, rate))
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.stack([sound, sound * 0.7], axis=1), rate, format=container, subtype=subtype)
    return path


@pytest.mark.parametrize(
    ("subtype", "rate", "change"),
    [
        ("PCM_24", 44_100, lambda word: word),
        ("FLOAT", 48_000, lambda word: word),
        ("PCM_16", 96_000, lambda word: word),
        ("PCM_16", 16_000, lambda word: word + 0.2),
        ("PCM_16", 48_000, lambda word: np.clip(word * 8, -0.9, 0.9)),
        ("PCM_24", 48_000, lambda word: word * 10 ** (-30 / 20)),
        ("ULAW", 44_100, lambda word: word),
    ],
    ids=["24 bit", "float", "96 kHz", "offset", "clipped", "quiet", "telephone"],
)
def test_a_rough_recording_is_brought_to_the_word_alone_at_the_level_of_all_others(tmp_path, subtype, rate, change):
    heard = audio.floats(audio.recording(rough(tmp_path / "a.wav", subtype, rate=rate, change=change)))
    assert len(heard) == pytest.approx(len(WORD), abs=0.12 * pcm.RATE)
    assert abs(heard.mean()) < 0.002
    assert loudness.speech_loudness(heard) == pytest.approx(loudness.TARGET, abs=1.5)


def test_a_recording_that_is_not_whole_or_no_wav_or_silent_is_refused(tmp_path):
    whole = rough(tmp_path / "whole.wav").read_bytes()
    (tmp_path / "half.wav").write_bytes(whole[: len(whole) // 2])
    rough(tmp_path / "ogg.wav", "VORBIS", container="OGG")
    rough(tmp_path / "mp3.wav", "MPEG_LAYER_III", container="MP3", rate=44_100)
    rough(tmp_path / "silent.wav", change=lambda word: word * 0)
    for name, why in (("half", "cut short"), ("ogg", "no WAV"), ("mp3", "no WAV"), ("silent", "no sound")):
        with pytest.raises(pcm.ClipError, match=why):
            audio.recording(tmp_path / f"{name}.wav")


def level(samples) -> float:
    return loudness.loudness(audio.floats(samples))


def only(tmp_path: Path, *words: str):
    """Packs with these Indonesian clips of the shipped set and no others."""
    shipped = pack.shipped("id")
    pack.write(tmp_path / "id.zip", [(word, shipped.told[word], shipped.data(word)) for word in words])
    return lambda lang: pack.Pack(tmp_path / f"{lang}.zip")


def said(*clips: str) -> float:
    return sum(len(pack.shipped("id").read(clip)) for clip in clips) / pcm.RATE


def test_the_shipped_sounds_are_small():
    assert sum(path.stat().st_size for path in SHIPPED.parent.rglob("*.*") if path.suffix in {".wav", ".zip"}) < 25e6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("call", [Spoken("AB-045", "12"), Spoken("Z-111", "15", again=True), Spoken("M-1234", "3")])
def test_a_sentence_decodes_back_to_its_clips_at_an_even_loudness(lang, call):
    clips = Clips()
    words = sentence(call, Form.FULL, lang)
    whole = clips.sentence(lang, words)
    found = [piece.clip for phrase in clips.pieces(lang, words) for piece in phrase]
    assert "-".join(found).replace("-", " ") == " ".join(words).replace(" ,", "").replace("-", " ")
    sound, at = audio.floats(whole), 0
    for clip in found:
        samples = audio.floats(clips.recorded(lang, clip))
        rests = [0, *(round(rest * pcm.RATE) for rest in (AT_A_COMMA, BETWEEN_CLIPS, BETWEEN_LETTERS))]
        there = [sound[at + rest :][: len(samples)] for rest in rests]
        fits = [np.corrcoef(part, samples)[0, 1] if len(part) == len(samples) else 0 for part in there]
        assert max(fits) > 0.999, clip
        at += rests[int(np.argmax(fits))] + len(samples)
    assert at == len(sound)
    assert level(whole) == pytest.approx(loudness.TARGET, abs=1)


def test_the_chime_is_within_two_decibels_of_the_voice():
    for name in (CHIME, TING):
        rest = len(pcm.silence(AFTER_CHIME))
        bell = Clips().sound(Utterance(1, Form.FULL, name, ()))[:-rest]
        assert level(bell) == pytest.approx(loudness.TARGET, abs=2)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("call", [Spoken("WQ-979", "149"), Spoken("RS-965", "136"), Spoken("AB-096", "96", again=True)])
def test_the_longest_sentences_keep_to_their_seconds_at_an_even_loudness(lang, call):
    for form, most in ((Form.FULL, FULL_SECONDS), (Form.SHORT, SHORT_SECONDS)):
        whole = Clips().sentence(lang, sentence(call, form, lang))
        assert len(whole) / pcm.RATE <= most
        assert level(whole) == pytest.approx(loudness.TARGET, abs=0.5), "hard consonants do not make it quiet"
        assert max(map(abs, whole)) <= loudness.PEAK * 32768


@pytest.mark.parametrize("factor", [1.0, 1.1, QUICKEST])
def test_speech_becomes_quicker_and_not_higher(factor):
    sound = np.sin(np.arange(pcm.RATE) * math.tau * 220 / pcm.RATE).astype(np.float32)
    made = tempo.quicker(sound, factor)
    assert len(made) == pytest.approx(len(sound) / factor, abs=1)
    assert cycles(made) == pytest.approx(220, rel=0.02)
    assert np.abs(np.diff(made)).max() < 1.5 * np.abs(np.diff(sound)).max(), "no click"


def test_the_halls_own_clip_stands_before_the_shipped_one(tmp_path):
    tone(tmp_path / "id/satu.wav", seconds=1.5)
    clips = Clips(tmp_path)
    assert len(clips.sound(utterance("satu"))) / pcm.RATE == pytest.approx(1.5, abs=0.01)
    assert clips.has_own("id", "satu")
    assert not clips.has_own("id", "dua")


def test_a_recorded_word_is_heard_in_every_number_that_has_it(tmp_path):
    tone(tmp_path / "id/satu.wav", seconds=1.5)
    clips = Clips(tmp_path)
    assert [p.clip for phrase in clips.pieces("id", ("dua", "satu", "tiga")) for p in phrase] == ["dua", "satu", "tiga"]
    assert [p.clip for phrase in clips.pieces("id", ("dua", "dua", "tiga")) for p in phrase] == ["dua-dua-tiga"]


def test_what_was_made_for_the_hall_stands_before_the_shipped_one(tmp_path):
    (tmp_path / MADE / "id").mkdir(parents=True)
    made = tmp_path / MADE / "id/dua-dua-tiga.opus"
    made.write_bytes(pack.shipped("id").data("silakan-menuju"))
    joined = Clips(tmp_path).sentence("id", ("dua", "dua", "tiga"))
    assert len(joined) / pcm.RATE == pytest.approx(said("silakan-menuju"), abs=0.001)
    made.write_bytes(b"half a file")
    assert len(Clips(tmp_path).sentence("id", ("dua", "dua", "tiga"))) / pcm.RATE == pytest.approx(said("dua-dua-tiga"))


def test_new_clips_of_the_hall_are_used_after_it_was_told(tmp_path):
    clips = Clips(tmp_path)
    before = clips.sound(utterance("satu"))
    tone(tmp_path / "id/satu.wav", seconds=1.5)
    assert clips.sound(utterance("satu")) == before
    clips.forget()
    assert len(clips.sound(utterance("satu"))) > len(before)


def test_a_broken_clip_of_the_hall_is_named_in_the_log_once_and_the_shipped_one_is_used(tmp_path, caplog):
    (tmp_path / "id").mkdir()
    (tmp_path / "id/satu.wav").write_bytes(b"no sound")
    clips, plain = Clips(tmp_path), Clips()
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        assert clips.sound(utterance("satu")) == plain.sound(utterance("satu"))
        clips.sound(utterance("satu"))
    assert len(caplog.records) == 1
    assert "satu.wav cannot be played" in caplog.text


def test_a_missing_clip_is_synthesised_and_named_in_the_log_once(tmp_path, caplog):
    stand_in, asked = pcm.silence(0.7), []
    clips = Clips(packs=only(tmp_path, "satu"), synthesise=lambda text, _lang: asked.append(text) or stand_in)
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        joined = clips.sound(utterance("satu", "dua", "tiga"))
        clips.sound(utterance("satu", "dua", "tiga"))
    assert len(joined) / pcm.RATE == pytest.approx(said("satu") + 0.7 + BETWEEN_CLIPS, abs=0.001)
    assert asked == ["dua tiga"], "in one breath"
    assert len(caplog.records) == 1
    assert "id/dua-tiga.wav is missing: it is synthesised" in caplog.text


def test_a_number_is_never_said_with_a_hole_in_it(tmp_path, caplog):
    clips = Clips(packs=only(tmp_path, "satu"), synthesise=lambda _text, _lang: None)
    chime = Clips().sound(Utterance(1, Form.FULL, CHIME, ()))
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        joined = clips.sound(utterance("satu", "dua", "satu", chime=CHIME))
        clips.sound(utterance("satu", "dua", chime=CHIME))
    assert joined == chime, "the chime rings, the picture stands"
    assert len(chime) / pcm.RATE > AFTER_CHIME
    assert len(caplog.records) == 1
    assert "what needs it is not said" in caplog.text


def test_what_is_missing_can_be_asked_beforehand(tmp_path):
    clips = Clips(packs=only(tmp_path, "satu"))
    assert clips.missing([("id", "satu"), ("id", "dua"), ("en", "one"), ("id", "dua")]) == [
        ("en", "one"),
        ("id", "dua"),
    ]


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_any_name_is_said_once_and_kept_by_its_pronunciation(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "best_name", lambda: "espeak")
    plain, taught = Synthesis(tmp_path), Synthesis(tmp_path, {"id": {"Dukcapil": "duk capil"}})
    assert plain.kept("Loket Dukcapil", "id") is None
    path = plain.wav("Loket Dukcapil", "id")
    assert level(pcm.read(path)) == pytest.approx(loudness.TARGET, abs=1.5)
    assert plain.wav("Loket Dukcapil", "id") == plain.kept("Loket Dukcapil", "id") == path
    assert taught.kept("Loket Dukcapil", "id") is None
    assert taught.wav("Loket Dukcapil", "id") != path


def test_without_an_engine_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "best_name", lambda: None)
    assert Synthesis(tmp_path).wav("Loket", "id") is None


def test_a_missing_chime_is_named_once_and_the_words_are_said(tmp_path, caplog):
    clips = Clips(sounds=tmp_path)
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        assert len(clips.sound(utterance("satu", chime=CHIME))) > 0
        clips.sound(utterance("satu", chime=CHIME))
    assert caplog.text.count("the chime chime.wav is missing") == 1


def test_samples_are_written_and_read_alike(tmp_path):
    samples = array("h", range(-3000, 3000))
    pcm.write(tmp_path / "deep/a.wav", samples)
    assert pcm.read(tmp_path / "deep/a.wav") == samples
