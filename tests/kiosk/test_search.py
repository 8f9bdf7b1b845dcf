import pytest

from kiosk import search
from shared.domain.hall_data.hall import Hall


def found(hall: Hall, query: str, *languages: str) -> tuple[str, ...]:
    return search.find(hall, tuple(hall.service), query, languages or ("id",))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kartu keluarga", "AB.3"),
        ("lahir", "AB.4"),
        ("LAHIR", "AB.4"),
        ("paspor", "MZ.1"),
        ("skck", "MB.1"),
        ("perpanjang sim", "MI.1"),
        ("pajak stnk", "MO.1"),
    ],
)
def test_a_need_finds_its_service_first(sample: Hall, query: str, first: str) -> None:
    assert found(sample, query)[0] == first


@pytest.mark.parametrize(("typed", "meant"), [("pasor", "MZ.1"), ("kartu keluraga", "AB.3"), ("skkc", "MB.1")])
def test_one_wrong_letter_is_forgiven(sample: Hall, typed: str, meant: str) -> None:
    assert found(sample, typed)[0] == meant


def test_a_wrong_letter_is_forgiven_only_when_nothing_else_is_found(sample: Hall) -> None:
    assert all(code.startswith("MI") for code in found(sample, "sim"))


def test_the_other_language_is_searched_too(sample: Hall) -> None:
    assert found(sample, "birth certificate", "en")[0] == "AB.4"
    assert found(sample, "akta kelahiran", "en")[0] == "AB.4"


def test_every_word_has_to_be_met(sample: Hall) -> None:
    assert found(sample, "paspor pajak") == ()


def test_an_agency_s_name_finds_all_its_services(sample: Hall) -> None:
    assert set(found(sample, "imigrasi")) >= {code for code in sample.service if code.startswith("MZ.")}


@pytest.mark.parametrize("query", ["", "   ", "-", "dan di", "xqx"])
def test_nothing_is_found_for_nothing(sample: Hall, query: str) -> None:
    assert found(sample, query) == ()


def test_accents_and_punctuation_do_not_matter() -> None:
    assert search.words("Kartu Keluarga (KK), KTP-él") == ["kartu", "keluarga", "kk", "ktp", "el"]


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [("pasor", "paspor", True), ("pasppor", "paspor", True), ("papsor", "paspor", True), ("pazpor", "paspor", True),
     ("pazzor", "paspor", False), ("xaspor", "paspor", True), ("paspo", "paspor", True), ("pasporz", "paspor", True)],
)  # fmt: skip
def test_what_counts_as_one_wrong_letter(word: str, other: str, near: bool) -> None:
    assert search._one_off(word, other) is near  # pyright: ignore[reportPrivateUsage]
