"""Every fault that a person can meet has its Indonesian, wherever in the sources it is made."""

import functools

import pytest

from shared.text.plain_sentences import unknown
from tests.text.fault_sources import PLACE, answered, faults, raised

PROGRAMMERS = {
    "shared.tools.demo.driven_program": "a demo's own program went astray: what it saw is for whoever mends the demo",
    "shared.tools.demo.setting: f'antrean {' '.join(arguments)}: {done.stdout}{done.stderr}'": "what a command said",
}
"""Met by programmers alone."""
JOINED = {
    '"{}" {}.': "a cell's value and its reason: tests/text/test_bookings_problems.py",
    "{}.": "the words of a ValueError: below",
    "{}: {}": "a file's path and a fault of its own",
    "{} {}": "the window's own words, translated by Qt",
    "{}\n... and {} more": "lines, each told by itself",
    '"{}" is not a {}.': "each kind of period has its own sentence",
}
"""Put together out of parts that are told one by one."""
TOLD_ON = {
    "shared.bookings.bookings_file: '\\n'.join(self.wrong[:_SHOWN])": "its lines: test_bookings_problems.py",
    "shared.bookings.bookings_file: '\\n'.join(self.wrong[:_SHOWN]) + more": "its lines: test_bookings_problems.py",
    "shared.survey.skm_file: '\\n'.join(self._wrong[:_SHOWN]) + more": "its lines: below",
    "shared.hall_file: '\\n'.join(lines[:_SHOWN]) + more": "its lines: tests/text/test_hall_problems.py",
    "shared.cli.bookings: doubt.remedy": "test_bookings_problems.py",
    "shared.cli.bookings: unclear.remedy": "test_bookings_problems.py",
    "shared.store.acts.bookings: doubt.remedy": "test_bookings_problems.py",
    "shared.store.acts.apply_hall: wrong[0].remedy": "tests/text/test_hall_problems.py",
    "shared.store.acts.officers: wrong.remedy": "tests/text/test_hall_problems.py",
    "shared.store.acts.target: str(error)": "the words of a ValueError: below",
    "shared.cli.common: error.format_message()": "click's own words",
    "shared.cli.common: remedy": "a question and the remedy of whoever asks, one after the other",
    "shared.check.run: fault.remedy": "another fault's",
    "shared.store.postgres.server_address: fault.remedy": "another fault's",
    "shared.store.postgres.server_making: fault.sentence": "another fault's",
    "shared.store.record.transaction: half.sentence": "another fault's",
    "shared.store.record.transaction: half.remedy": "another fault's",
    "shared.store.sqlite.share.share_profile: refused.sentence": "the check's: test_plain_sentences.py",
    "shared.store.sqlite.share.share_profile: refused.remedy": "the check's: test_plain_sentences.py",
    "shared.store.postgres.server_errors: sentence": "its tables: test_plain_sentences.py",
    "shared.store.postgres.server_errors: remedy": "its tables: test_plain_sentences.py",
    "shared.store.postgres.server_making: script(address)": "SQL",
    "shared.store.postgres.server_making: script(self._address)": "SQL",
    "shared.qt.program: pick(state.sentence, self.language.code)": "in both languages already",
    "shared.tools.bench.client: pick(state.sentence, ENGLISH)": "in both languages already",
}
"""Where the words come from elsewhere; each place says who looks after them."""
VALUE_ERRORS = ("shared.clock", "shared.records", "shared.domain.ticket", "shared.domain.speech")
"""Their words come up in faults."""


@functools.cache
def every() -> tuple[tuple[str, str, frozenset[str]], ...]:
    return tuple((module, where, frozenset(said)) for module, where, said in faults())


def is_known(template: str) -> bool:
    filled = template.replace(PLACE, "X").strip()
    return not filled or not unknown(filled)


def test_every_sentence_and_remedy_is_known_in_indonesian() -> None:
    told = {
        words: where
        for module, where, said in every()
        for words in said
        if words.strip() != PLACE and not {module, where} & set(PROGRAMMERS) and words.strip() not in JOINED
    }
    assert len(told) > 600
    assert {words: where for words, where in told.items() if not is_known(words)} == {}


def test_no_place_hides_what_it_says() -> None:
    unread = {where for _, where, said in every() if PLACE in said}
    assert unread - set(TOLD_ON) == set(), "write the words where a test can read them, or say who looks after them"
    assert set(TOLD_ON) <= unread, "an exception that nobody needs any more"


def test_no_exception_is_left_over() -> None:
    places = {name for module, where, _ in every() for name in (module, where)}
    assert set(PROGRAMMERS) <= places
    assert set(JOINED) <= {words.strip() for *_, said in every() for words in said}


@pytest.mark.parametrize("module", VALUE_ERRORS)
def test_what_a_fault_says_of_a_value_is_known(module: str) -> None:
    found = {words for words in raised(module, "ValueError") if " " in words}
    assert found
    assert [words for words in sorted(found) if not is_known(words)] == []


@pytest.mark.parametrize("module", ["shared.survey.typed_forms", "shared.survey.skm_file"])
def test_what_is_wrong_in_a_survey_s_forms_is_known(module: str) -> None:
    found = {words for kind in ("UnclearFormError", "UnclearError") for words in raised(module, kind, last=True)}
    assert found - {PLACE}
    assert [words for words in sorted(found - {PLACE}) if not is_known(words)] == []


def test_what_a_command_waits_for_is_known() -> None:
    found = answered("shared.cli.waiting", "_trouble") - {""}
    assert len(found) == 3
    told = [f"{PLACE} waiting for {trouble}. It goes on by itself; Ctrl-C ends it." for trouble in found]
    assert [words for words in (*told, f"It goes on after {PLACE} s.") if not is_known(words)] == []


def test_a_sentence_without_indonesian_is_found() -> None:
    assert not is_known("The moon is in the way of {}.")
    assert not is_known("Try again. The moon is in the way.")
    assert is_known("Try again.")
