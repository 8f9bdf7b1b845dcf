"""The survey's arithmetic, to the last digit."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from shared.domain import skm
from shared.domain.rounding import half_up
from shared.domain.skm import KEYS, Questionnaire


def questionnaire(*answers: int | None) -> Questionnaire:
    return Questionnaire("2026-11-25", "AB.1", dict(zip(KEYS, answers, strict=True)))


@pytest.mark.parametrize(("totals", "people", "index", "grade"), [
    ([4] * 9, 1, "100.00", "A"),
    ([1] * 9, 1, "25.00", "D"),
    ([30] * 9, 10, "75.00", "C"),
    ([36, 36, 36, 36, 35, 35, 35, 36, 35], 10, "88.89", "A"),
    ([105, 101, 100, 116, 102, 105, 106, 105, 115], 29, "91.48", "A"),
])  # fmt: skip
def test_the_index_of_known_surveys(totals: list[int], people: int, index: str, grade: str) -> None:
    found = skm.of_totals(totals, people)
    assert (found.index, found.grade) == (Decimal(index), grade)
    assert str(found.index) == index  # two decimals, as it is printed


@pytest.mark.parametrize(("people", "total", "index", "grade"), [
    (38, 889, "64.99", "D"), (5, 117, "65.00", "C"), (26, 717, "76.60", "C"), (19, 524, "76.61", "B"),
    (19, 604, "88.30", "B"), (24, 763, "88.31", "A"),
    (5000, 116_991, "65.00", "C"), (5000, 137_889, "76.61", "B"), (5000, 158_949, "88.31", "A"),
])  # fmt: skip
def test_a_grade_follows_from_the_index_rounded_half_up(people: int, total: int, index: str, grade: str) -> None:
    each, rest = divmod(total, 9)
    found = skm.of_totals([each + (place < rest) for place in range(9)], people)
    assert (str(found.index), found.grade) == (index, grade)


def test_each_element_has_its_mean_its_index_and_its_grade() -> None:
    found = skm.of_totals([105, 101, 100, 116, 102, 105, 106, 105, 115], 29)
    means = [str(found.elements[key].nrr) for key in KEYS]
    assert means == ["3.6207", "3.4828", "3.4483", "4.0000", "3.5172", "3.6207", "3.6552", "3.6207", "3.9655"]
    assert [found.elements[key].grade for key in KEYS] == ["A", "B", "B", "A", "B", "A", "A", "A", "A"]


def test_an_incomplete_questionnaire_is_counted_and_left_out() -> None:
    found = skm.result([questionnaire(*[4] * 9), questionnaire(*[1] * 8, None), questionnaire(*[None] * 9)])
    assert (found.respondents, found.incomplete, found.index) == (1, 2, Decimal(100))


def test_without_any_answer_there_is_no_index_and_no_grade() -> None:
    for found in (skm.result([]), skm.result([questionnaire(*[None] * 9)])):
        assert (found.respondents, found.index, found.grade) == (0, None, None)
        assert all((e.total, e.nrr, e.index, e.grade) == (0, None, None, None) for e in found.elements.values())


def test_the_sum_over_questionnaires_is_the_sum_of_the_totals() -> None:
    people = [questionnaire(*[1 + (place + person) % 4 for place in range(9)]) for person in range(7)]
    totals = [sum(p.answers[key] or 0 for p in people) for key in KEYS]
    assert skm.result(people) == skm.of_totals(totals, 7)


@pytest.mark.parametrize(("visitors", "needed"), [
    (0, 0), (1, 1), (10, 10), (50, 44), (100, 80), (200, 132), (300, 169), (400, 196), (500, 217), (1000, 278),
    (2000, 322), (5000, 357), (10_000, 370), (20_000, 377), (50_000, 381), (1_000_000, 384),
])  # fmt: skip
def test_how_many_questionnaires_a_service_needs(visitors: int, needed: int) -> None:
    assert skm.sample_size(visitors) == needed


def test_there_are_nine_elements_with_four_answers_in_both_languages() -> None:
    assert len(KEYS) == len(set(KEYS)) == 9
    for element in skm.ELEMENTS:
        assert len({answer["id"] for answer in element.answers}) == 4
        assert all(set(words) == {"id", "en"} for words in (element.name, *element.answers))


def test_rounding_is_half_up_and_never_to_even() -> None:
    assert [str(half_up(Fraction(n, 1000))) for n in (5, 15, 25, 14, 16)] == [
        "0.01",
        "0.02",
        "0.03",
        "0.01",
        "0.02",
    ]


def test_any_survey_comes_to_the_ninth_of_its_sums_rounded_half_up_once() -> None:
    chance = random.Random(14)
    for _ in range(300):
        people = [[chance.randint(1, 4) for _ in KEYS] for _ in range(chance.randint(1, 60))]
        found = skm.result(questionnaire(*answers) for answers in people)
        total, parts = sum(map(sum, people)), 9 * len(people)
        hundredths = (5000 * total + parts) // (2 * parts)  # of 25 * total / parts, without a fraction on the way
        assert found.index == Decimal(hundredths) / 100
        grades = ((8831, "A"), (7661, "B"), (6500, "C"), (0, "D"))
        assert found.grade == next(letter for least, letter in grades if hundredths >= least)
        for place, key in enumerate(KEYS):
            own = sum(answers[place] for answers in people)
            assert found.elements[key].total == own
            assert found.elements[key].index == Decimal((5000 * own + len(people)) // (2 * len(people))) / 100
