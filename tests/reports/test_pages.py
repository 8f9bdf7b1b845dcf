"""What stands on paper is whole: names in charts and tables, the sheet for the wall on its one page."""

import dataclasses
import html
import re

import pytest

from shared import hall_file, samples
from shared.domain.hall_data.hall import Hall
from shared.domain.skm import KEYS, Questionnaire, result
from shared.reports import charts
from shared.reports.document import Chart, ChartKind, FigureColumn, FigureTable, Series, ValueKind
from shared.reports.pages import widths
from shared.reports.poster import SheetAbout, poster
from shared.reports.typesetting import breakable
from tests.helpers.hall import LONG_NAMES
from tests.helpers.judged_pdf import judge_pdf_ua

_PAPER_MM = 174
"""Of an A4 page, between its margins."""


@pytest.fixture(scope="module")
def longest() -> Hall:
    return hall_file.read(LONG_NAMES)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_name_in_a_chart_is_cut(longest: Hall, lang: str) -> None:
    names = tuple(service.name[lang] for service in longest.service.values())
    chart = Chart(
        "services", "x", "x", ChartKind.ROWS, ValueKind.COUNT, names, (Series("x", tuple(range(len(names)))),),
        tuple("0,0 menit" for _ in names),
    )  # fmt: skip
    drawn = charts.svg(chart, lang)
    said = html.unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn))).replace(" ", "")
    assert all(name.replace(" ", "") in said for name in names)
    assert "…" not in said
    for x, width in re.findall(r'<rect x="([\d.]+)"[^>]* width="([\d.]+)"', drawn):
        assert charts.WIDTH > float(x) + float(width) >= float(x) > 0


def test_a_long_word_may_be_broken_and_a_short_one_may_not() -> None:
    long = "Pertanggungjawabankeberlanjutanpelayanan"
    parts = breakable(long).split("\u00ad")
    assert "".join(parts) == long
    assert max(map(len, parts)) <= 8
    assert breakable("AB.1 Kartu Keluarga (KK)") == "AB.1 Kartu Keluarga (KK)"


@pytest.mark.parametrize(("texts", "figures"), [(6, 0), (3, 0), (2, 7), (1, 8), (1, 1)])
def test_every_column_of_a_table_has_room(texts: int, figures: int) -> None:
    kinds = [ValueKind.TEXT] * texts + [ValueKind.COUNT] * figures
    row = (*("Menambah dua petugas loket pada pagi hari",) * texts, *(123456,) * figures)
    table = FigureTable("x", "x", tuple(FigureColumn("Kolom", kind) for kind in kinds), (row,))
    fixed = [float(width.removesuffix("mm")) for width in widths(table) if width.endswith("mm")]
    shared = len(kinds) - len(fixed)
    assert shared
    assert (_PAPER_MM - sum(fixed)) / shared > 25


@pytest.mark.parametrize("follows", [0, 1, 4, 9])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_sheet_for_the_wall_is_one_page(longest: Hall, lang: str, follows: int) -> None:
    found = result([Questionnaire("2026-11-20", "AB.1", dict.fromkeys(KEYS, 3))])
    row = {"finding": "Waktu tunggu pada pagi hari terlalu lama " * 3, "plan": "Menambah dua petugas " * 6,
           "who": "Bidang Penyelenggaraan Pelayanan", "due": "2026-12-20", "done": None}  # fmt: skip
    sheet = poster(longest, found, SheetAbout("2026-01-01", "2026-12-31", lang), [row] * follows)
    assert judge_pdf_ua(sheet) == 1


def test_the_sheet_without_data_is_one_page() -> None:
    hall = samples.load("sungai-rindang")
    assert judge_pdf_ua(poster(hall, result([]), SheetAbout("2026-01-01", "2026-12-31", "id"), [])) == 1


@pytest.mark.parametrize(
    "name", ["\u1b24\u1b36\u1b26\u1b32\u1b44 Badung", "Layanan \U0001f600", "\u6f22\u5b57 \u0378 \ue000 MPP"]
)
def test_a_name_in_another_script_has_its_page(name: str) -> None:
    hall = samples.load("sungai-rindang")
    named = dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, name={"id": name}))
    found = result([Questionnaire("2026-11-20", "AB.1", dict.fromkeys(KEYS, 3))])
    assert judge_pdf_ua(poster(named, found, SheetAbout("2026-01-01", "2026-12-31", "id"), [])) == 1
