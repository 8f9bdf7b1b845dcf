"""What people find by everyday words, on the sample halls."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from shared.domain.finding.search import MOST, FoundBy, find
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.needs import Search
from shared.samples import NAMES, load
from tests.helpers.hall import small_hall

HERE = Path(__file__).parent
ENOUGH = 0.95


@pytest.fixture(scope="module")
def hall() -> Hall:
    return load("sungai-rindang")


def needs(name: str) -> Mapping[str, Sequence[str]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))["needs"]


def first(hall: Hall, typed: str) -> str:
    return find(hall, typed).matches[0].service


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("needs.toml", 100),
        ("needs-other-voices.toml", 140),
        ("needs-outside.toml", 242),
        ("needs-later.toml", 146),
        ("needs-every-service.toml", 586),
        ("needs-kept-back.toml", 50),
        ("needs-afterwards.toml", 59),
    ],
)
def test_needs_as_people_type_them_are_met_by_the_first_three(name: str, file: str, count: int) -> None:
    sample, wanted = load(name), needs(file)
    missed = {
        typed: found
        for typed, right in wanted.items()
        if not set(found := [match.service for match in find(sample, typed).matches[:3]]) & set(right)
    }
    assert len(wanted) == count
    assert len(missed) <= count * (1 - ENOUGH), missed


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("porsi haji orang tua pindah ke anak", "SO.1"),  # the most telling word, whatever the others add up to
        ("nama di pbb msh nama bapak", "OM.1"),  # nobody needs a thing more for having named it twice
        ("anak dilecehkan", "BZ.1"),  # another form of a word that is known in one form only: pelecehan
        ("ambil akta cere", "SI.2"),  # a phrase with another word of the same meaning
        ("bpjs kada aktif", "BA.3"),  # "not" in any language turns round what follows
        ("pajk bumi bangunan", "OM.1"),  # a phrase without its small word, and with a slip
        ("npw pribadi", "OI.1"),  # an abbreviation with a letter left out
        ("kyp hilang", "AB.2"),  # and with the key beside
        ("cap jari", "MB.3"),  # a word that is known as a part of a phrase only
        ("divorce papers", "SI.2"),  # a phrase in the order of another language: surat cerai
        ("lapor soal pajak", "OI.2"),  # and with another word between
        ("materai", "US.2"),  # a known word that seems made of another (tera) is not made of it
        ("akta kematain", "AB.5"),  # one slip is likelier than affixes on both sides of half a word (mata)
        ("bapake seda", "AB.5"),  # a small word with an ending on it, not ba and pake
        ("i was scammed", "SA.1"),  # English endings: a letter doubled
        ("someone is abusing a child", "BZ.1"),  # and a letter left out
        ("can't pay my bpjs", "BA.5"),  # an apostrophe parts no word
    ],
)
def test_what_is_meant_is_among_the_first_three(hall: Hall, typed: str, service: str) -> None:
    assert service in [match.service for match in find(hall, typed).matches[:3]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pasor", "paspor"), ("kartu keluraga", "kartu keluarga"), ("skkc", "skck"), ("smi", "sim"), ("pspr", "paspor"),
     ("pasorr", "paspor")],
)  # fmt: skip
def test_a_slip_of_the_finger_is_forgiven_and_asked_about(hall: Hall, typed: str, meant: str) -> None:
    found = find(hall, typed)
    assert found.matches[0].service == first(hall, meant)
    assert found.matches[0].why is FoundBy.NEAR
    assert found.meant == meant


@pytest.mark.parametrize("typed", ["kucing", "good morning", "bapake", "www", "s", "b", "é", "5"])
def test_a_guess_that_rests_on_another_guess_finds_nothing(hall: Hall, typed: str) -> None:
    assert find(hall, typed).lost


@pytest.mark.parametrize("typed", ["renang", "pizza", "celana", "budi"])
def test_what_may_have_been_meant_is_never_shown_as_certain(hall: Hall, typed: str) -> None:
    found = find(hall, typed)
    assert found.meant
    assert {match.why for match in found.matches} == {FoundBy.NEAR}


def test_a_phrase_needs_a_word_for_each_of_its_parts(hall: Hall) -> None:
    assert "no signal phone" in hall.service["OZ.1"].keywords  # both of its parts mean a phone
    assert first(hall, "hp hilang") == "MB.4"
    assert "suami kawin lagi" in hall.service["SI.1"].keywords  # rabi means either
    assert first(hall, "rabi") == "SO.2"


def test_only_words_that_count_are_asked_about(hall: Hall) -> None:
    assert find(hall, "kucing ktp").meant == ""
    assert find(hall, "ktp pasprr").meant == "ktp paspor"


@pytest.mark.parametrize(
    "typed",
    [
        *"azx159'\"\\%;-", "😀", "👨\u200d👩\u200d👧", "身份证", "КТП", "ß", "İ", "½", "﷽", "\x00", "\u202e", "\udcff",
        "KTP", "KTP HILANG!!!", "' OR 1=1 --", "DROP TABLE tickets;", "<script>alert(1)</script>", "%s%s%n",
        "../../etc/passwd", "3201234567890001",
        "a" * 300, "KTP" * 100, "ktp " * 75, "qz " * 100, "surat hilang pajak " * 16, "é" * 300, "1 " * 150,
    ],
)  # fmt: skip
def test_whatever_is_typed_shows_a_service_or_where_people_help(hall: Hall, typed: str) -> None:
    found = find(hall, typed)
    assert 0 < len(found.matches) <= MOST
    assert not found.lost or [match.service for match in found.matches] == ["AM.1"]
    assert not found.lost or not found.meant


@pytest.mark.parametrize("typed", ["ktphilang", "k.t.p hilang", "KTP HILANG!!", "ktpku hilaaang", "kehilangan KTP-él"])
def test_one_need_in_many_spellings(hall: Hall, typed: str) -> None:
    assert first(hall, typed) == "AB.2"


@pytest.mark.parametrize("typed", ["pas por", "dngn pasp or"])
def test_a_word_written_apart_and_small_words_without_vowels_are_no_hindrance(hall: Hall, typed: str) -> None:
    assert find(hall, typed) == find(hall, "paspor")


def test_the_reason_says_how_it_was_found(hall: Hall) -> None:
    assert find(hall, "paspor").matches[0].why is FoundBy.KEYWORD
    assert find(hall, "kdrt").matches[0].why is FoundBy.SYNONYM
    assert find(hall, "pasporr").matches[0].why is FoundBy.NEAR


def test_what_fits_far_worse_is_left_out(hall: Hall) -> None:
    assert not any(match.service.startswith("MZ") for match in find(hall, "kk baru").matches)
    assert all(match.service.startswith(("MI", "SA", "MB")) for match in find(hall, "perpanjang sim").matches)


@pytest.mark.parametrize("typed", ["surat", "anak", "bayar", "s"])
def test_no_more_than_ten(hall: Hall, typed: str) -> None:
    assert 0 < len(find(hall, typed).matches) <= MOST


def test_equal_fits_are_ranked_by_demand() -> None:
    hall = small_hall()
    one, other = list(hall.service)[:2]
    alike = {code: replace(hall.service[code], name={"id": "Antar"}, keywords=()) for code in (one, other)}
    busier = {**hall.service, **alike, other: replace(alike[other], share=9.0)}
    assert first(replace(hall, service=busier), "antar") == other


def test_a_word_that_is_begun_finds_already(hall: Hall) -> None:
    assert first(hall, "pasp").startswith("MZ")
    assert first(hall, "perpanjang pasp").startswith("MZ")


def test_an_agency_s_name_finds_all_its_services(hall: Hall) -> None:
    assert {match.service for match in find(hall, "imigrasi").matches} >= {"MZ.1", "MZ.2", "MZ.3"}


def test_a_kiosk_finds_only_what_it_offers(hall: Hall) -> None:
    assert [match.service for match in find(hall, "paspor", ["AB.1", "MZ.3"]).matches] == ["MZ.3"]


def test_a_service_that_is_not_offered_is_not_found(hall: Hall) -> None:
    without = replace(hall, service={**hall.service, "MZ.1": replace(hall.service["MZ.1"], closed=True)})
    assert "MZ.1" not in {match.service for match in find(without, "paspor").matches}


@pytest.mark.parametrize("typed", ["xqzw", "zzz", "qqqq!!1234567", "saya mau", "a", "s", "b", "5", "-", "777777"])
def test_where_nothing_fits_people_help(hall: Hall, typed: str) -> None:
    found = find(hall, typed)
    assert found.lost
    assert [match.service for match in found.matches] == ["AM.1"]


def test_nothing_is_shown_before_anything_is_typed(hall: Hall) -> None:
    found = find(hall, "  ")
    assert (found.matches, found.lost) == ((), False)


def test_a_hall_without_an_information_counter_shows_nothing(hall: Hall) -> None:
    assert find(replace(hall, search=replace(hall.search, information="")), "xqzw").matches == ()


def test_a_hall_adds_words_of_its_own(hall: Hall) -> None:
    local = replace(
        hall, search=Search("AM.1", {**hall.search.alike, "ktp": (*hall.search.alike["ktp"], "kartu sakti")})
    )
    assert first(local, "kartu saktiku hilang") == "AB.2"
    foreign = replace(hall, search=Search("AM.1", {"ktp": ("身份证", "\uff9e")}))  # what no kiosk's keyboard has
    assert first(foreign, "ktp hilang") == "AB.2"
    keyword = replace(hall.service["US.1"], keywords=("gojek",))
    assert first(replace(hall, service={**hall.service, "US.1": keyword}), "gojek") == "US.1"


def test_a_hall_that_says_nothing_of_words_is_searched_by_its_names() -> None:
    hall = small_hall()
    code = next(iter(hall.service))
    assert find(hall, hall.service[code].name["id"]).matches[0].service == code
