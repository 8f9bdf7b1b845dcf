"""Clips: the hall's own, other formats, broken and missing ones; the joined sentence."""

import itertools
import logging
import math
import shutil
import wave
from array import array
from pathlib import Path

import pytest

from display.voice import clips as clips_module
from display.voice.announcer import CHIME, Utterance
from display.voice.clips import AFTER_CHIME, AT_A_COMMA, BETWEEN_WORDS, SHIPPED, Clips
from shared import pcm
from shared.domain.speech import LANGUAGES, Form


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


def test_loud_and_quiet_recordings_come_out_alike(tmp_path):
    loud = pcm.levelled(pcm.read(tone(tmp_path / "loud.wav", level=0.9)))
    quiet = pcm.levelled(pcm.read(tone(tmp_path / "quiet.wav", level=0.02)))
    assert pcm.loudness(loud) == pytest.approx(pcm.loudness(quiet), rel=0.02)
    assert pcm.loudness(loud) == pytest.approx(pcm.LEVEL, rel=0.05)


def test_silence_stays_silence():
    silence = pcm.silence(0.2)
    assert pcm.levelled(silence) == silence
    assert pcm.trimmed(silence) == silence


def test_trimming_takes_the_silence_and_leaves_the_word(tmp_path):
    word = pcm.read(tone(tmp_path / "a.wav"))
    cut = pcm.trimmed(pcm.silence(1) + word + pcm.silence(1))
    assert len(cut) / pcm.RATE == pytest.approx(0.424, abs=0.02)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_clips_are_short_level_and_start_and_end_in_silence(lang):
    for path in sorted((SHIPPED / "voice" / lang).glob("*.wav")):
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2), path.name
        samples = pcm.read(path)
        assert 0.1 < len(samples) / pcm.RATE < 4, path.name
        assert pcm.loudness(samples) == pytest.approx(pcm.LEVEL, rel=0.1), path.name
        assert max(abs(s) for s in (*samples[:48], *samples[-48:])) < 1_500, path.name


def test_the_shipped_sounds_are_small():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*.wav")) < 6_000_000


def test_a_sentence_is_its_clips_with_pauses_after_the_chime():
    clips = Clips()
    satu, chime = pcm.read(SHIPPED / "voice/id/satu.wav"), pcm.read(SHIPPED / "chime.wav")
    joined = clips.sound(utterance("satu", ",", "satu", chime=CHIME))
    expected = len(chime) / pcm.RATE + AFTER_CHIME + 2 * len(satu) / pcm.RATE + AT_A_COMMA + 3 * BETWEEN_WORDS
    assert len(joined) / pcm.RATE == pytest.approx(expected, abs=0.001)


def test_the_halls_own_clip_stands_before_the_shipped_one(tmp_path):
    tone(tmp_path / "id/satu.wav", seconds=1.5)
    clips = Clips(tmp_path)
    assert len(clips.sound(utterance("satu"))) / pcm.RATE == pytest.approx(1.5 + BETWEEN_WORDS, abs=0.01)
    assert clips.has_own("id", "satu")
    assert not clips.has_own("id", "dua")


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


def only(tmp_path: Path, *words: str) -> Path:
    for word in words:
        (tmp_path / "voice/id").mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / "voice/id" / f"{word}.wav", tmp_path / "voice/id")
    shutil.copy(SHIPPED / "chime.wav", tmp_path)
    return tmp_path


def test_a_missing_clip_is_said_by_the_machine_and_named_in_the_log_once(tmp_path, caplog):
    stand_in = pcm.silence(0.7)
    clips = Clips(shipped=only(tmp_path, "satu"), synthesise=lambda word, lang: stand_in)
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        joined = clips.sound(utterance("satu", "dua"))
        clips.sound(utterance("dua", "dua"))
    satu = pcm.read(SHIPPED / "voice/id/satu.wav")
    assert len(joined) == len(satu) + len(stand_in) + 2 * len(pcm.silence(BETWEEN_WORDS))
    assert len(caplog.records) == 1
    assert "id/dua.wav is missing: espeak-ng says it" in caplog.text


def test_a_number_is_never_said_with_a_hole_in_it(tmp_path, caplog):
    clips = Clips(shipped=only(tmp_path, "satu"), synthesise=lambda word, lang: None)
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        joined = clips.sound(utterance("satu", "dua", "satu", chime=CHIME))
        clips.sound(utterance("satu", "dua", chime=CHIME))
    chime = pcm.read(SHIPPED / "chime.wav")
    assert joined == chime + pcm.silence(AFTER_CHIME), "the chime rings, the picture stands"
    assert len(caplog.records) == 1
    assert "what needs it is not said" in caplog.text


def test_what_is_missing_can_be_asked_beforehand(tmp_path):
    clips = Clips(shipped=only(tmp_path, "satu"))
    assert clips.missing([("id", "satu"), ("id", "dua"), ("en", "one"), ("id", "dua")]) == [
        ("en", "one"),
        ("id", "dua"),
    ]


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_says_a_missing_word():
    samples = clips_module.espeak("satu", "id")
    assert samples is not None
    assert 0.2 < len(samples) / pcm.RATE < 2


def test_without_espeak_there_is_no_word(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert clips_module.espeak("satu", "id") is None


def test_an_espeak_that_fails_is_no_word(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: "/bin/false")
    assert clips_module.espeak("satu", "id") is None


def test_a_missing_chime_is_named_once_and_the_words_are_said(tmp_path, caplog):
    shipped = only(tmp_path, "satu")
    (shipped / "chime.wav").unlink()
    clips = Clips(shipped=shipped)
    with caplog.at_level(logging.WARNING, "antrean.voice"):
        assert len(clips.sound(utterance("satu", chime=CHIME))) > 0
        clips.sound(utterance("satu", chime=CHIME))
    assert caplog.text.count("the chime chime.wav is missing") == 1


def test_samples_are_written_and_read_alike(tmp_path):
    samples = array("h", range(-3000, 3000))
    pcm.write(tmp_path / "deep/a.wav", samples)
    assert pcm.read(tmp_path / "deep/a.wav") == samples
