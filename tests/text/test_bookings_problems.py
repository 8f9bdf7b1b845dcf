"""What is wrong in a file of bookings is said in Indonesian too: every reason and remedy that the reader can give."""

import ast
import inspect
from pathlib import Path

import pytest

import shared.bookings
from shared import bookings
from shared.domain import booking
from shared.faults import UsageFault
from shared.text.bookings_problems import in_indonesian
from tests.helpers.hall import MORNING, small_hall
from tests.text.test_hall_problems import words_of

SOURCES = [*sorted(Path(shared.bookings.__file__).parent.glob("*.py")), Path(inspect.getfile(booking))]


def pairs() -> list[tuple[str, str]]:
    """Each reason with its remedy, as written in the code; X where a value stands."""
    found: list[tuple[str, str]] = []
    for path in SOURCES:
        for place in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(place, ast.FunctionDef):
                continue
            names: dict[str, list[ast.expr]] = {}
            for node in ast.walk(place):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    value = node.value
                    branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
                    names.setdefault(node.targets[0].id, []).extend(branches)
            for node in ast.walk(place):
                called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
                if called in ("UnclearError", "Doubt", "_say") and isinstance(node, ast.Call):
                    reason, remedy = node.args[-2:]
                    if isinstance(reason, ast.Attribute):
                        continue  # told on
                    found += [(r, m) for r in words_of(reason, names) for m in words_of(remedy, names)]
    return sorted(set(found))


@pytest.mark.parametrize(("reason", "remedy"), pairs())
def test_every_reason_is_said_in_indonesian(reason: str, remedy: str) -> None:
    variants = [reason]
    if "looks like X" in reason:
        variants = ["looks like an identity number (NIK)", "looks like a telephone number"]
    elif "(X: X)" in reason and "hours" not in reason:
        variants = [reason.replace("X: X", f"Monday 23/11/2026: {why}") for why in (
            "Hari Raya: no service", "the hall is closed", "AB is closed", "AB.1 is not served")]  # fmt: skip
    remedy = remedy.replace("XCodes", "Did you mean AB.1 or BA.1? Codes")
    remedy = remedy.replace("Date. X", "Date. Write 23/11/2026 (day, month, year) or 2026-11-23.")
    for one in variants:
        said = in_indonesian(f'a.csv, line 3, column B "kode": "X" {one}. {remedy}')
        assert said.startswith('a.csv, baris 3, kolom B "kode": "X" '), said


def wrong(content: str) -> list[str]:
    with pytest.raises(UsageFault) as raised:
        bookings.read(content.encode(), small_hall(), MORNING, "a.csv")
    return in_indonesian(raised.value.sentence).split("\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ["a.csv kosong."]),
        ("kode,layanan,tanggal,jam,nama\n", [
            'a.csv, baris 1, kolom E: "nama" tentang orang. Hapus kolom ini: reservasi disimpan tanpa nama.']),
        ("kode,layanan,tanggal,jam,servis\n", [
            'a.csv, baris 1, kolom E: "servis" bukan kolom reservasi (maksudnya service?). Ganti namanya atau hapus.']),
        ("kode,layanan,jam\n", [
            "a.csv, baris 1: kolom date tidak ada. Kolomnya: kode, layanan, tanggal, jam, prioritas."]),
        ("kode,layanan,tanggal,jam\nK1,AB.1,kemarin,09.30\nK2,AB.9,2026-11-24,09.30\n", [
            'a.csv, baris 2, kolom C "tanggal": "kemarin" bukan tanggal yang dapat dipahami. Tulis 23/11/2026 '
            "(tanggal, bulan, tahun) atau 2026-11-23.",
            'a.csv, baris 3, kolom B "layanan": "AB.9" bukan layanan MPP ini. Maksudnya AB.3 atau AB.2 atau AB.1? '
            "Kodenya seperti AB.1."]),
    ],
)  # fmt: skip
def test_a_file_s_faults_line_by_line(content: str, said: list[str]) -> None:
    assert wrong(content) == said
