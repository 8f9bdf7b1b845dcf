"""Files of questionnaires as offices keep them: text, workbooks, words for marks, blanks, and what is refused."""

import io
from pathlib import Path

import openpyxl
import pytest

from shared import survey
from shared.domain.skm import KEYS
from shared.faults import UsageFault
from tests.helpers.hall import StandingClock, small_hall

NOW = StandingClock()()
HEAD = "tanggal,layanan," + ",".join(KEYS)


def read(text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    return survey.read(content, small_hall(), NOW)


def refusal(text: str) -> str:
    with pytest.raises(UsageFault) as caught:
        read(text)
    return f"{caught.value} {caught.value.remedy}"


def test_a_row_is_a_questionnaire_and_a_blank_makes_it_incomplete() -> None:
    found = read(f"{HEAD}\n2026-11-20,AB.1,4,4,3,4,4,3,4,2,4\n21/11/2026,ab.2,1,2,,4,4,3,4,2,4\n").questionnaires
    assert [(q.day, q.service, q.is_complete) for q in found] == [
        ("2026-11-20", "AB.1", True),
        ("2026-11-21", "AB.2", False),
    ]
    assert [found[0].answers[key] for key in KEYS] == [4, 4, 3, 4, 4, 3, 4, 2, 4]
    assert found[1].answers["waktu"] is None


def test_the_official_forms_headings_and_words_are_understood() -> None:
    head = "No;Tanggal Survei;Jenis Layanan;U1;U2;U3;U4;U5;U6;U7;U8;U9;Usia;Jenis Kelamin"
    answers = "Sangat sesuai;Mudah;cepat;GRATIS;Sesuai;Kompeten;Sopan dan ramah;Baik;Dikelola dengan baik"
    found = read(f"Rekap SKM;;;;;;;;;;;;;\n{head}\n1;20-11-2026;AB.1;{answers};34;L\n")
    assert [found.questionnaires[0].answers[key] for key in KEYS] == [4, 3, 3, 4, 3, 3, 3, 3, 4]
    assert (found.counted, found.not_read) == (("Usia", "Jenis Kelamin"), ())
    assert found.traits == ({"usia": "26_35", "jenis_kelamin": "laki_laki"},)


@pytest.mark.parametrize(
    ("heads", "by_number"),
    [
        (("u8", "U 9"), {"u8": "sarana", "U 9": "pengaduan"}),
        (("U8", "U9"), {"U8": "sarana", "U9": "pengaduan"}),
        (("U9. Sarana prasarana", "U8 - Penanganan pengaduan"), {}),
        (("sarana", "U9"), {"U9": "pengaduan"}),
    ],
)
def test_what_a_number_may_mean_is_told_and_words_beside_it_count(
    heads: tuple[str, str], by_number: dict[str, str]
) -> None:
    head = ",".join(["tanggal", "layanan", *KEYS[:7], *heads])
    found = read(f"{head}\n2026-11-20,AB.1,4,4,3,4,4,3,4,2,1\n")
    assert (found.questionnaires[0].answers["sarana"], found.questionnaires[0].answers["pengaduan"]) == (2, 1)
    assert found.by_number == by_number


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.split(","))
    sheet.append(["2026-11-20", "AB.1", 4, 3.0, 2, "1", 4, 4, 4, 4, None])
    file = io.BytesIO()
    book.save(file)
    (one,) = read(file.getvalue()).questionnaires
    assert [one.answers[key] for key in KEYS] == [4, 3, 2, 1, 4, 4, 4, 4, None]


@pytest.mark.parametrize(("row", "said"), [
    ("2026-11-20,AB.1,5,4,3,4,4,3,4,2,4", ('line 2, column C "persyaratan": "5"', "1, 2, 3 or 4")),
    ("2026-11-20,AB.1,4,4,0,4,4,3,4,2,4", ('"waktu": "0"',)),
    ("2026-11-20,AB.1,4,4,3.5,4,4,3,4,2,4", ('"3.5"',)),
    ("2026-11-20,AB.1,4,4,²,4,4,3,4,2,4", ('"waktu"',)),
    ("2026-11-20,AB.11,4,4,3,4,4,3,4,2,4", ('"AB.11" is not a service', "Did you mean")),
    ("2027-01-20,AB.1,4,4,3,4,4,3,4,2,4", ('column A "tanggal"', "from 2020-01-01 to today")),
    (",AB.1,4,4,3,4,4,3,4,2,4", ('column A "tanggal"',)),
    ("2019-12-31,AB.1,4,4,3,4,4,3,4,2,4", ('column A "tanggal": "2019-12-31"', "2020-01-01")),  # no report has it
    ("2026-11-20,AB.1,4,,4,3,4,4,3,4,2,4", ('line 2, column L: "4" stands under no heading',)),
])  # fmt: skip
def test_what_cannot_be_taken_is_named_with_line_column_value_and_remedy(row: str, said: tuple[str, ...]) -> None:
    message = refusal(f"{HEAD}\n{row}\n")
    assert all(part in message for part in said), message
    assert "nothing was taken over" in message


def test_headings_that_are_wrong_or_missing_are_named() -> None:
    assert "missing: pengaduan" in refusal(HEAD.removesuffix(",pengaduan") + "\n")
    assert "there twice, as waktu" in refusal(f"{HEAD},kecepatan\n")
    assert '"nama" is not a column' in refusal(f"{HEAD},nama\n")
    assert "is empty" in refusal("")


def test_a_file_with_headings_alone_has_no_questionnaires() -> None:
    assert read(f"{HEAD}\n,,,,,,,,,,\n").questionnaires == ()


def test_a_note_beside_the_table_is_named_and_a_column_of_blanks_is_none() -> None:
    row = "2026-11-20,AB.1,4,4,3,4,4,3,4,2,4"
    assert len(read(f",{HEAD},,\n1,{row},,\n").questionnaires) == 1
    assert 'column M: "check"' in refusal(f"{HEAD},,\n{row},,check\n")


def test_a_file_too_large_is_told_without_another_kind_of_table() -> None:
    assert "booking" not in refusal("a," * 6_000_000)
