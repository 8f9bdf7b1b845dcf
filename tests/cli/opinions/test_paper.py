"""Paper forms typed by two people, what follows from a survey, and the sheet for the wall."""

import io
import sys
from pathlib import Path

import pytest

from tests.helpers.cli import Terminal
from tests.helpers.hall import DAY

PERIOD = ("--period", DAY[:4])


@pytest.fixture
def typed(hall: Terminal, monkeypatch: pytest.MonkeyPatch):
    def run(by: str, *lines: str, final: str = ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
        more = ("--final", final) if final else ()
        return hall("skm", "enter", "pile", "--service", "AB.1", "--by", by, *more)

    return run


def test_forms_count_when_a_second_person_typed_the_same(hall: Terminal, typed) -> None:
    assert typed("siti", "443344334 p 34 sma swasta", "3333-3333").answer["counted"] is False
    assert hall.ok("skm", "report", *PERIOD)["respondents"] == 0
    assert typed("Siti", "443344334 p 34 sma swasta", "3333-3333").answer["counted"] is False  # the same person anew
    assert hall.ok("skm", "forms")["batches"] == [{"batch": "pile", "by": "SITI", "forms": 2}]
    ran = typed("budi", "443344334 p 34 sma swasta", "3333-3332")
    assert (ran.code, ran.answer["refused"]) == (1, "forms_differ")
    assert "2: 3333-3333/3333-3332" in str(ran.answer)
    assert hall.ok("skm", "report", *PERIOD)["respondents"] == 0
    assert typed("budi", "443344334 p 34 sma swasta", "3333-3332", final="2").answer["counted"] is True
    found = hall.ok("skm", "report", *PERIOD)
    assert (found["respondents"], found["incomplete"], found["sources"]["paper"]) == (1, 1, 2)
    assert hall.ok("skm", "forms")["batches"] == []
    again = typed("budi", "443344334")
    assert (again.code, again.answer["refused"]) == (1, "forms_there")
    hall.ok("skm", "remove", "paper-pile")
    assert hall.ok("skm", "report", *PERIOD)["sources"]["paper"] == 0


@pytest.mark.parametrize("line", ["44334433", "443344335", "443344334 x9", "443344334 p l", "4433443²4"])
def test_a_wrong_line_is_named_and_nothing_is_kept(hall: Terminal, typed, line: str) -> None:
    ran = typed("siti", "443344334", line)
    assert ran.code == 2
    assert "Form 2" in ran.out + ran.err
    assert hall.ok("skm", "forms")["batches"] == []


def test_what_follows_is_listed_until_it_is_done(hall: Terminal) -> None:
    told = ("--finding", "Antre lama", "--plan", "Loket kedua", "--who", "Koordinator AB", "--due", "2026-11-20")
    number = hall.ok("skm", "action", "--period", "2026-S2", "--element", "waktu", *told)["number"]
    (row,) = hall.ok("skm", "actions", "--open")["actions"]
    assert (row["number"], row["finding"], row["who"], row["late"], row["done"]) == (
        number, "Antre lama", "Koordinator AB", True, None,
    )  # fmt: skip
    hall.ok("skm", "done", str(number), "--outcome", "Dibuka")
    assert hall.ok("skm", "actions", "--open")["actions"] == []
    (row,) = hall.ok("skm", "actions", "--period", "2026-S2")["actions"]
    assert (row["done"], row["late"], row["outcome"]) == (DAY, False, "Dibuka")
    assert hall("skm", "done", "99").answer["refused"] == "no_such_follow_up"
    assert hall("skm", "action", "--period", "2026-S2", "--element", "harga", *told).code == 2
    assert hall("skm", "action", "--period", "now", "--element", "waktu", *told).code == 2


def test_the_sheet_for_the_wall_says_the_index_or_that_there_is_none(hall: Terminal, typed, tmp_path: Path) -> None:
    empty = hall.ok("skm", "poster", *PERIOD, "--pdf", str(tmp_path / "none.pdf"))
    assert empty["index"] is None
    typed("siti", *["444444443"] * 3)
    typed("budi", *["444444443"] * 3)
    for lang in ("id", "en"):
        made = hall.ok("skm", "poster", *PERIOD, "--lang", lang, "--pdf", str(tmp_path / f"{lang}.pdf"))
        assert (made["index"], made["grade"]) == ("97.22", "A")
        assert (tmp_path / f"{lang}.pdf").read_bytes().startswith(b"%PDF")
    assert hall("skm", "poster", *PERIOD, "--pdf", str(tmp_path / "no" / "x.pdf")).code == 3
