import re
import string

import pytest

from shared.clock import parse_instant
from shared.domain.words import Instant, Refusal
from shared.text.refusals import refuse, sentence
from tests.helpers.hall import small_hall

NOW = parse_instant("2026-11-23T09:00:00+08:00")
LATER = parse_instant("2026-11-23T13:30:00+08:00")


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_has_words_in_both_languages_with_nothing_left_open(code: Refusal) -> None:
    for back_at in (None, LATER):
        words = sentence(code, small_hall(), back_at=back_at, now=NOW)
        assert set(words) >= {"id", "en"}
        for text in words.values():
            assert text
            assert text[-1] in ".!?"
            assert not set("{}") & set(text)
            assert text == text.strip()
            assert text[0] in string.ascii_uppercase


def test_a_halls_own_words_and_further_languages_go_before_ours() -> None:
    hall = small_hall(words={"quota_used_up": {"id": "Habis, kembali {time}.", "ban": "Sampun telas."}})
    words = sentence(Refusal.QUOTA_USED_UP, hall, back_at=LATER, now=NOW)
    assert words["id"] == "Habis, kembali pukul 13.30."
    assert words["ban"] == "Sampun telas."
    assert words["en"].endswith("Numbers are available again at 13:30.")


def test_details_are_said_in_their_own_language_or_the_best_there_is() -> None:
    hall = small_hall()
    words = sentence(Refusal.HOLIDAY, hall, name={"id": "Natal", "en": "Christmas"})
    assert words == {"id": "Hari ini libur: Natal.", "en": "Closed today: Christmas."}
    assert "Galungan" in sentence(Refusal.HOLIDAY, hall, name={"ban": "Galungan"})["en"]
    assert sentence(Refusal.HOLIDAY, hall, name={})["id"] == "Hari ini libur."
    assert sentence(Refusal.COUNTER_BUSY, label="AB-012")["id"] == "Loket ini masih melayani AB-012."
    assert sentence(Refusal.COUNTER_BUSY)["id"] == "Loket ini masih melayani."


def test_a_refusal_carries_code_time_and_details() -> None:
    refused = refuse(Refusal.RECALL_TOO_SOON, small_hall(), back_at=LATER, now=NOW, details={"seconds": 20})
    assert (refused.code, refused.back_at, refused.details) == (Refusal.RECALL_TOO_SOON, LATER, {"seconds": 20})
    assert "13.30" in refused.sentence["id"]
    assert refuse(Refusal.NOTHING_WAITING).sentence["en"] == "Nobody is waiting."


@pytest.mark.parametrize("code", Refusal)
@pytest.mark.parametrize("days", [0, 1, 30, -2])
def test_no_sentence_has_two_prepositions_before_a_time(code: Refusal, days: int) -> None:
    moment = Instant(LATER + days * 86_400_000)
    told = sentence(code, small_hall(), back_at=moment, now=NOW, booking="K7", name={"id": "Natal"})["en"]
    assert not re.search(r"\b(from|for|until|on|at|in|since|to) (at|on)\b", told), told
    if "13:30" in told:
        assert re.search(r"(from|for|at) 13:30", told) or days
        assert re.search(r"(day|\d{4}) at 13:30", told) or not days
