import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.hall_data.hall import Counter
from shared.domain.hall_data.spoken_codes import spoken_codes
from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.speech import (
    LANGUAGES,
    PAUSE,
    Form,
    Spoken,
    agency_clip,
    counter_words,
    digits,
    full_number,
    has_words,
    label_words,
    letters,
    phrases_of,
    sentence,
    vocabulary,
    window_words,
)
from shared.domain.ticket import label
from shared.samples import NAMES, load
from shared.text.counter_title import counter_title, counter_titles
from shared.voice.clips import Clips
from tests.helpers.hall import small_hall

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
    [
        ("5", "loket lima"),
        ("112", "loket seratus dua belas"),
        ("007", "loket nol nol tujuh"),
        ("12B", "loket dua belas be"),
        ("A-3", "loket a tiga"),
        ("A1", "loket a satu"),
        ("12A", "loket dua belas a"),
        ("VIP/1", "loket fe i pe satu"),
        ("1.5", "loket satu lima"),
        ("15", "loket lima belas"),
        ("ü 7", "loket u tujuh"),
        ("Lt.2-5", "loket lantai dua lima"),
        ("LT 3", "loket lantai tiga"),
        ("No. 7", "loket nomor tujuh"),
        ("Lt.B", "loket el te be"),
        ("XIV", "loket empat belas"),
        ("II", "loket dua"),
        ("C", "loket ce"),
        ("1234567", "loket satu dua tiga empat lima enam tujuh"),
        ("٣", "loket tiga"),
        ("№7", "loket nomor tujuh"),
        ("Loket Khusus 3", "loket khusus tiga"),
        ("LOKET 3", "loket tiga"),
        ("Loket", "loket"),
        ("Prioritas 2", "loket prioritas dua"),
        ("Kasir 2", "kasir dua"),
        ("SAMSAT 1", "loket samsat satu"),
    ],
)
def test_a_counter_is_said_as_its_sign_is_read(counter, words):
    assert " ".join(window_words(counter)) == words
    assert sentence(Spoken("AB-012", counter), Form.SHORT)[6:] == tuple(words.split())


@pytest.mark.parametrize(
    ("code", "lang", "words"),
    [
        ("Lt.2-5", "id", "loket lima di lantai dua"),
        ("Lt.2-5", "en", "counter five on the second floor"),
        ("Loket Khusus", "id", "loket khusus"),
        ("LOKET KHUSUS", "en", "special counter"),
        ("Ж", "id", "loket ef seratus tujuh"),
        ("Ж", "en", "counter zhe"),
        ("12", "id", "loket dua belas"),
    ],
)
def test_a_hall_says_how_its_counters_are_pronounced(code, lang, words):
    say = {
        "Lt.2-5": {"id": "loket lima di lantai dua", "en": "counter five on the second floor"},
        "Loket Khusus": {"id": "loket khusus", "en": "special counter"},
        "Ж": {"id": "F 107", "en": "zhe"},
    }
    assert " ".join(window_words(code, lang, say=say)) == words
    assert has_words(code, say)
    assert sentence(Spoken("AB-012", code), Form.FULL, lang, say=say)[-len(words.split()) :] == tuple(words.split())


@pytest.mark.parametrize("counter", ["Ж 3", "***", "東", "/", "Ωmega"])
def test_a_counter_without_words_leaves_the_sentence_and_nothing_else_does(counter):
    assert not has_words(counter)
    assert " ".join(sentence(Spoken("AB-012", counter), Form.FULL)).endswith("a be nol satu dua , silakan-menuju loket")
    assert " ".join(sentence(Spoken("AB-012", counter), Form.SHORT, "en")) == "a b zero one two"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_whatever_a_counters_code_is_something_is_said(code):
    assert sentence(Spoken("AB-012", code), Form.FULL)[:1] == ("nomor-antrean",)


def test_what_cannot_be_spoken_is_told_with_the_clips_to_record():
    codes = ("1", "Ж 3", "Loket Khusus 3", "1.5", "1-5")
    hall = small_hall(counter=dict.fromkeys(codes, Counter("AB")))
    found = {problem.key: problem for problem in spoken_codes(hall, lambda lang, word: False)}
    assert list(found) == ["counter.Ж 3", "counter.Loket Khusus 3", "counter.1-5"]
    assert "voice/id/khusus.wav, voice/en/khusus.wav" in found["counter.Loket Khusus 3"].remedy
    assert '"1.5" are spoken alike' in found["counter.1-5"].reason
    recorded = [problem.key for problem in spoken_codes(hall, lambda lang, word: word == "khusus")]
    assert "counter.Loket Khusus 3" not in recorded
    in_one = replace(hall, hall=replace(hall.hall, languages=("id",)))
    (only,) = (one for one in spoken_codes(in_one, lambda lang, word: False) if one.key == "counter.Loket Khusus 3")
    assert "voice/id/khusus.wav in" in only.remedy, "what the hall does not speak is not asked for"


@pytest.mark.parametrize(
    ("code", "title", "within"),
    [
        ("3", "Loket 3", "loket 3"),
        ("VIP/1", "Loket VIP/1", "loket VIP/1"),
        ("Loket Khusus 3", "Loket Khusus 3", "Loket Khusus 3"),
        ("LOKET-3", "LOKET-3", "LOKET-3"),
        ("Kasir", "Kasir", "Kasir"),
        ("Lokettua 3", "Loket Lokettua 3", "loket Lokettua 3"),
    ],
)
def test_a_counter_is_titled_once(code, title, within):
    assert counter_title(code, "id") == title
    assert counter_title(code, "id", within=True) == within


def test_several_counters_share_one_word():
    assert counter_titles(["12", "2", "Loket Khusus 3", "1"], "id") == "Loket 1, 2, 12, Loket Khusus 3"
    assert counter_titles(["12", "2"], "en") == "Counters 2, 12"
    assert counter_titles([*map(str, range(3, 12)), "1", "A2", "007"], "id") == "Loket 1, 3–11, A2, 007"
    assert counter_titles(["2", "Meja 1"], "jv") == "Loket 2, Meja 1"


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
def test_the_shipped_clips_have_the_whole_vocabulary(lang):
    assert vocabulary(lang) <= Clips().names(lang)


def test_an_agency_speaks_only_through_a_clip_of_the_halls_own():
    assert agency_clip("AB") == "gerai-ab"
    assert agency_clip("AB") not in vocabulary("id")


def test_each_language_has_its_fixed_phrases_and_the_voice_has_their_words():
    for lang in LANGUAGES:
        phrases = phrases_of(lang)
        assert len(set(phrases)) == 5
        assert all(phrases)
