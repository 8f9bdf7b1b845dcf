import json
from pathlib import Path

import pytest

from display.clips import Clips
from display.speech import (
    LANGUAGES,
    PAUSE,
    Form,
    Spoken,
    agency_clip,
    counter_words,
    digits,
    full_number,
    label_words,
    letters,
    sentence,
    vocabulary,
)
from shared.domain.hall import Zero
from shared.domain.ticket import label
from shared.samples import NAMES, load

VECTORS = json.loads((Path(__file__).parent / "bilangan.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS["vektor"], ids=lambda v: str(v["n"]))
def test_every_number_vector_is_said_in_full_and_digit_by_digit(vector):
    assert " ".join(full_number(vector["n"])) == vector["bilangan"]
    assert " ".join(digits(f"{vector['n']:03d}")) == vector["digit3"]


def test_every_letter_has_the_name_of_the_spelling_rule():
    for letter, name in VECTORS["huruf"].items():
        assert letters(letter) == (name,)
        assert letters(letter.lower()) == (name,)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (21_011, "dua puluh satu ribu sebelas"),
        (100_000, "seratus ribu"),
        (101_110, "seratus satu ribu seratus sepuluh"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_large_indonesian_numbers(n, words):
    assert " ".join(full_number(n)) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (42, "forty two"),
        (112, "one hundred twelve"),
        (1005, "one thousand five"),
    ],
)
def test_english_numbers(n, words):
    assert " ".join(full_number(n, "en")) == words


@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_a_number_that_cannot_be_said_is_refused(n):
    with pytest.raises(ValueError, match="outside"):
        full_number(n)


def test_a_ticket_keeps_its_zeros_and_grows_past_999():
    assert " ".join(label_words("AB-012")) == "a be nol satu dua"
    assert " ".join(label_words("AB-1000")) == "a be satu nol nol nol"
    assert " ".join(label_words("A1-007", "en")) == "a one zero zero seven"


def test_zero_is_kosong_where_the_hall_says_so_in_digits_only():
    assert " ".join(label_words("AB-100", zero=Zero.KOSONG)) == "a be satu kosong kosong"
    assert " ".join(counter_words("100", zero=Zero.KOSONG)) == "seratus"
    assert " ".join(label_words("AB-100", "en", zero=Zero.KOSONG)) == "a b one zero zero"


@pytest.mark.parametrize(
    ("counter", "words"),
    [("5", "lima"), ("112", "seratus dua belas"), ("007", "nol nol tujuh"), ("12B", "dua belas be"), ("A-3", "a tiga")],
)
def test_a_counter_is_said_as_its_sign_is_read(counter, words):
    assert " ".join(counter_words(counter)) == words


def test_letters_outside_a_to_z_are_refused_and_not_left_out():
    with pytest.raises(ValueError, match="É"):
        label_words("É-001")


CALL = Spoken("AB-012", "5")


@pytest.mark.parametrize(
    ("call", "form", "lang", "words"),
    [
        (CALL, Form.FULL, "id", "nomor-antrean , a be nol satu dua , silakan-menuju loket lima"),
        (CALL, Form.SHORT, "id", "a be nol satu dua , loket lima"),
        (CALL, Form.FULL, "en", "queue-number , a b zero one two , please-proceed-to counter five"),
        (CALL, Form.SHORT, "en", "a b zero one two , counter five"),
        (CALL, Form.FULL, "jv", "nomor-antrean , a be nol satu dua , silakan-menuju loket lima"),
        (
            Spoken("AB-012", "5", priority=True),
            Form.FULL,
            "id",
            "nomor-antrean prioritas , a be nol satu dua , silakan-menuju loket lima",
        ),
        (
            Spoken("AB-012", "5", priority=True),
            Form.FULL,
            "en",
            "priority queue-number , a b zero one two , please-proceed-to counter five",
        ),
        (
            Spoken("AB-012", "112", again=True),
            Form.FULL,
            "id",
            "panggilan-ulang , nomor-antrean , a be nol satu dua , silakan-menuju loket seratus dua belas",
        ),
        (
            Spoken("AB-012", "5", agency="AB"),
            Form.FULL,
            "id",
            "nomor-antrean , a be nol satu dua , silakan-menuju loket lima , gerai-ab",
        ),
    ],
)
def test_the_sentence(call, form, lang, words):
    assert " ".join(sentence(call, form, lang)) == words


@pytest.mark.parametrize("sample", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_call_of_the_sample_halls_can_be_said_with_the_shipped_clips(sample, lang):
    hall = load(sample)
    clips = Clips()
    needed: set[str] = set()
    for counter, window in hall.counter.items():
        for number in (1, 20, 345, 678, 999, 1209):
            for priority in (False, True):
                for again in (False, True):
                    call = Spoken(label(window.agency, number), counter, priority, again)
                    for form in Form:
                        needed.update(sentence(call, form, lang))
                        needed.update(sentence(call, form, lang, Zero.KOSONG))
    needed.discard(PAUSE)
    assert clips.missing((lang, word) for word in needed) == []
    assert needed <= vocabulary(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_clips_are_the_whole_vocabulary_and_nothing_else(lang):
    folder = Path(__file__).parents[2] / "shared" / "assets" / "sounds" / "voice" / lang
    assert {path.stem for path in folder.glob("*.wav")} == vocabulary(lang)


def test_an_agency_speaks_only_through_a_clip_of_the_halls_own():
    assert agency_clip("AB") == "gerai-ab"
    assert agency_clip("AB") not in vocabulary("id")
