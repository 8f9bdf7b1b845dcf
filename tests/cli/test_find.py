"""``antrean find``: what the kiosk's search finds, for programs and for people."""

import json

import pytest

from tests.helpers.cli import Terminal, antrean


def test_a_need_answers_services_best_first(hall: Terminal) -> None:
    answer = hall.ok("find", "bwt", "ktp", "ilang")
    assert answer["results"][0] == {
        "service": "AB.2",
        "name": "Cetak ulang KTP-el rusak/hilang",
        "agency": "AB",
        "why": "keyword",
    }
    assert len(answer["results"]) <= 10
    assert answer["did_you_mean"] is None
    assert answer["nothing_fits"] is False


def test_names_are_in_the_language_that_was_asked_for(hall: Terminal) -> None:
    one = hall.ok("find", "bikin paspor", "--lang", "en")["results"][0]
    assert (one["service"], one["name"]) == ("MZ.1", "New passport (interview and biometrics)")


def test_a_slip_is_asked_about(hall: Terminal) -> None:
    assert hall.ok("find", "kartu keluraga")["did_you_mean"] == "kartu keluarga"


def test_where_nothing_fits_the_information_counter_is_named() -> None:
    ran = antrean("find", "--sample", "graha-segara", "xqzw", "--json")
    answer = json.loads(ran.out)
    assert answer["nothing_fits"] is True
    assert [(row["service"], row["why"]) for row in answer["results"]] == [("AM.1", "near")]


def test_people_read_names_and_what_may_have_been_meant() -> None:
    said = antrean("find", "--sample", "sungai-rindang", "kartu", "keluraga").out
    assert said.splitlines()[0] == "Did you mean: kartu keluarga?"
    assert "AB.3" in said


@pytest.mark.parametrize(
    "wrong", [["find"], ["find", "ktp", "--lang", "fr"], ["find", "ktp", "--sample", "nowhere"], ["find", "ktp"]]
)
def test_wrong_use_changes_nothing_and_says_why(wrong: list[str]) -> None:
    sample = ["--sample", "sungai-rindang"] if "fr" in wrong else []
    ran = antrean(*wrong, *sample)
    assert ran.code == 2
    assert ran.err.startswith("antrean: ")
