"""Who answers: only what the form asks, and of the young nothing but that they are young."""

import pytest

from shared.domain.respondents import TRAITS, UNDER_AGE, age_band, kept, sums


@pytest.mark.parametrize(("years", "band"), [
    (16, UNDER_AGE), (17, "17_25"), (25, "17_25"), (26, "26_35"), (45, "36_45"), (55, "46_55"), (56, "56"), (90, "56"),
])  # fmt: skip
def test_an_age_falls_into_its_band(years: int, band: str) -> None:
    assert age_band(years) == band


def test_only_what_the_form_knows_is_kept() -> None:
    assert kept({"usia": "26_35", "nama": "x", "pekerjaan": "raja"}) == {"usia": "26_35"}
    assert kept({"usia": UNDER_AGE, "jenis_kelamin": "perempuan", "jam": "08_12"}) == {"usia": UNDER_AGE}


def test_sums_count_each_value() -> None:
    found = sums([{"jam": "08_12"}, {"jam": "08_12", "usia": "56"}, {}])
    assert dict(found) == {("jam", "08_12"): 2, ("usia", "56"): 1}


def test_every_value_has_words_in_both_languages() -> None:
    for trait in TRAITS:
        assert all(set(words) == {"id", "en"} for words in (trait.name, *trait.values.values()))
