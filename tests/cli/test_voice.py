"""``antrean voice``: the words in order, the sound, and what cannot be said."""

import threading
import wave

import pytest

from shared.cli.speaking import clips_due
from tests.helpers.cli import antrean


@pytest.fixture(autouse=True)
def no_hall(monkeypatch) -> None:
    monkeypatch.delenv("ANTREAN_HALL", raising=False)


def say(*arguments: str) -> dict:
    ran = antrean("voice", "say", *arguments, "--json")
    assert ran.code == 0, ran.err
    return ran.answer


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", "a be nol empat lima silakan menuju loket dua belas"),
        ("en", "a b zero four five please proceed to counter twelve"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--again",), ("--priority",), ("--again", "--priority")])
def test_the_words_of_number_and_place_are_told_in_order(lang, words, form):
    answer = say("AB-045", "--counter", "12", "--lang", lang, *form)
    assert " ".join(answer["words"]) == words
    assert answer["text"].replace(",", "").endswith(words)
    assert answer["missing"] == []


def test_the_short_form_and_the_other_zero():
    answer = say("AB-045", "--counter", "12", "--short", "--zero", "kosong")
    assert answer["text"] == "a be kosong empat lima, loket dua belas"


def test_the_sound_is_written(tmp_path):
    answer = say("C-1234", "--counter", "150", "--wav", str(tmp_path / "a.wav"))
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(answer["seconds"], abs=0.01)


@pytest.mark.parametrize("arguments", [("Ä-1",), ("AB",), ("-",), ("AB-1", "--counter", "!")])
def test_what_cannot_be_said_is_wrong_usage(arguments):
    ran = antrean("voice", "say", *arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_one_program_of_a_pc_makes_a_halls_clips_at_a_time():
    told = []
    with clips_due.alone("one", lambda: told.append("first")):
        with clips_due.alone("another", lambda: told.append("another hall")):
            pass
        second = threading.Thread(target=lambda: _enter("one", told))
        second.start()
        while "waits" not in told:
            second.join(0.01)
        assert "in" not in told
    second.join()
    assert told == ["waits", "in"]


def _enter(hall_id, told) -> None:
    with clips_due.alone(hall_id, lambda: told.append("waits")):
        told.append("in")
