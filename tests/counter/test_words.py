"""Words, times and reasons in both languages."""

import re
import xml.etree.ElementTree as Xml

import pytest
from PySide6.QtWidgets import QApplication

from counter import screen_text
from counter.desk.act_answers import DONE, act_word
from counter.desk.acts import BUTTONS, LISTS_KEY, WHY_KEY, Act
from counter.desk.call_reason import OVER, RULES, why_called
from counter.localise import Localiser
from shared.domain.answers import Reason
from shared.domain.priority import Turn
from shared.domain.words import Instant, StepState
from shared.qt.language import Language
from shared.store.questions.counter import StepLine
from shared.tools import translations
from tests.helpers.hall import MORNING

PLACES = re.compile(r"{(\w+)}")


def catalogue() -> dict[str, str]:
    root = Xml.parse(translations.catalogue("counter")).getroot()
    return {m.findtext("source", ""): m.findtext("translation", "") for m in root.iter("message")}


def test_the_catalogue_is_complete_and_compiled() -> None:
    assert translations.problems("counter") == []


def test_both_languages_fill_the_same_places() -> None:
    for english, indonesian in catalogue().items():
        assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(indonesian)), english


def test_spelling_follows_the_glossary() -> None:
    text = " ".join(catalogue().values()).casefold()
    for wrong in ("antrian", "nomer", "silahkan", "mall", "cacat"):
        assert wrong not in text


def test_every_act_has_its_words() -> None:
    assert set(DONE) == set(Act)
    assert all(act_word(act) for act in Act)


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (-5, "0 dtk", "0 s"),
        (59.9, "59 dtk", "59 s"),
        (60, "1 mnt", "1 min"),
        (3599, "59 mnt", "59 min"),
        (3660, "1 j 01 mnt", "1 h 01 min"),
        (90000, "25 j 00 mnt", "25 h 00 min"),
    ],
)
def test_durations(qapp: QApplication, seconds: float, indonesian: str, english: str) -> None:
    language = Language(("counter",), "id")
    assert Localiser("id").duration(seconds) == indonesian
    language.close()
    assert Localiser("en").duration(seconds) == english


def test_times_are_the_halls() -> None:
    assert Localiser("id", "Asia/Makassar").time(MORNING) == "09.00"
    assert Localiser("en", "Asia/Jakarta").time(MORNING, seconds=True) == "08:00:00"


def test_a_hall_text_without_this_language_is_indonesian() -> None:
    assert Localiser("en").text({"id": "KTP"}) == "KTP"
    assert Localiser("en").text({"id": "KTP", "en": "Identity card"}) == "Identity card"


VISITOR = StepLine(
    101, 1, "AB-003", "AB.1", StepState.CALLED, False, False, "id", at=Instant(MORNING + 300_000), since=MORNING,
    call=12,
)  # fmt: skip


def test_why_says_rule_wait_and_who_was_passed_over_and_why() -> None:
    reason = Reason("priority_turn", 300, ("AB-001", "AB-002"), ("priority", "fresh"))
    assert why_called(VISITOR, reason, Localiser("en", "Asia/Makassar")) == (
        "The priority lane's turn by the hall's ratio.",
        "It waited 5 min.",
        "Passed over: AB-001 (priority goes first), AB-002 (took the number just now) (they came earlier).",
        "Call number 12, at 09:05.",
    )


def test_why_of_a_named_call_gives_the_officers_reason() -> None:
    said = why_called(VISITOR, Reason("named", 0, why="Supervisor"), Localiser("en", "Asia/Makassar"))
    assert said[0] == "Called by the officer out of turn."
    assert "Nobody was passed over." in said
    assert "The officer's reason: Supervisor" in said


def test_a_rule_without_words_is_named_and_no_reason_says_nothing() -> None:
    assert why_called(VISITOR, Reason("lottery", 0), Localiser("en"))[0] == "The hall's rule: lottery."
    assert why_called(VISITOR, None, Localiser("en")) == ()


def test_every_rule_of_the_domain_has_words() -> None:
    rejoined = {"transfer", "return", "late", "resume", "booking"}
    assert {turn.value for turn in Turn} | rejoined | {"weight", "pickup", "named"} <= set(RULES)
    assert {"priority", "fresh", "not_due", "weight", "pickup", "booking"} <= set(OVER)


def test_say_fills_places() -> None:
    assert Localiser("en").translate(screen_text.TOTAL_WAITING, n=7) == "7 waiting"


def test_a_counter_is_titled_once() -> None:
    assert Localiser("en").counter("7") == "Counter 7"
    assert Localiser().counter("7", within=True) == "loket 7"
    assert Localiser().counter("Loket Khusus 3") == "Loket Khusus 3"


def test_the_page_on_the_counter_names_the_keys_as_they_are() -> None:
    page = (translations.ROOT / "docs" / "counter.md").read_text(encoding="utf-8")
    indonesian = catalogue()
    keys = {look.key: (look.word, look.asks) for look in BUTTONS.values()}
    keys |= {LISTS_KEY: (screen_text.LISTS, True), WHY_KEY: (screen_text.WHY, True)}
    bar = page.partition("## The supervisor's acts")[0]
    rows = re.findall(r"^\| (F\d+) \| (.*?) \| (.*?) \| (.*?)\|$", bar, re.MULTILINE)
    assert {key: (english, bool(asks.strip())) for key, _, english, asks in rows} == keys
    assert {key: said for key, said, _, _ in rows} == {key: indonesian[word] for key, (word, _) in keys.items()}
