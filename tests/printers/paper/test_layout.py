"""What the paper says, in which words, and that nothing of it is cut or turned into a question mark."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printers.emulator import Machine
from printers.emulator.roll import Piece
from printers.emulator.traits import traits_of
from printers.models.model import Model, codes, model
from printers.paper import bands, layout, native, raster, text_drawing
from printers.paper.layout import Mark, Number, TicketPaper, Words, blocks, paper_of, qr_words
from printers.paper.logo import logo
from printers.paper.render import RASTER_BYTES, Rendered, method_for, render
from printers.paper.wrap import balanced, clean, wrap
from shared import samples
from shared.domain.hall_data.hall import Hall
from tests.helpers.printing.print_world import issued

EPSON = "epson-tm-t20iii"
LONG = "PELAYANAN PERMOHONAN PENERBITAN SURAT KETERANGAN CATATAN KEPOLISIAN BAGI WARGA NEGARA ASING YANG BERDOMISILI"
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


def sample(lang: str = "id", services: tuple[str, ...] = ("AB.2",), **changes: Any) -> TicketPaper:
    hall = samples.load("sungai-rindang")
    ticket = dataclasses.replace(issued(12, services[0].partition(".")[0], services, lang), priority=True)
    return dataclasses.replace(paper_of(hall, ticket, lang), **changes)


def printed(rendered: Rendered, known: Model) -> tuple[Piece, list[str]]:
    """What the emulator makes of it, and what it did not understand."""
    engine = Machine(dataclasses.replace(traits_of(known), buffer=1 << 20))
    engine.receive(rendered.data, 0.0)
    for second in range(1, 40):
        engine.advance(float(second))
    piece = engine.pieces()[0] if engine.pieces() else engine.mechanism.tear()
    return piece, engine.decoder.errors


def test_the_paper_says_everything_that_a_visitor_needs_in_both_languages():
    words = {lang: " ".join(_texts(sample(lang, ("AB.2", "AI.1")))) for lang in ("id", "en")}
    for said in (
        *("MPP Sungai Rindang", "Dinas Kependudukan dan Pencatatan Sipil", "Cetak ulang KTP-el rusak/hilang"),
        *("AB-012", "PRIORITAS", "Antrean di depan Anda: 3", "Perkiraan tunggu: 5–15 menit", "Siapkan: KTP-el rusak"),
        *("Zona A: Kependudukan dan Perizinan", "Di sebelah kiri pintu masuk", "2. Pendampingan OSS/NIB", "WITA"),
    ):
        assert said in words["id"]
    for said in ("PRIORITY", "People ahead of you: 3", "Expected wait: 5–15 minutes", "Please have ready:", "Zone A"):
        assert said in words["en"]


def _texts(paper: TicketPaper) -> list[str]:
    found = []
    for piece in blocks(paper):
        match piece:
            case Words(text=text) | Mark(text=text):
                found.append(text)
            case Number(label):
                found.append(label)
            case _:
                pass
    return found


def test_the_date_is_the_halls_not_the_pcs():
    paper = sample()
    assert paper.date.startswith("Senin, 23 November 2026")
    assert paper.time == "10.13 WITA"
    assert sample("en").time == "10:13 WITA"


def test_the_hall_chooses_the_blocks_and_their_order():
    hall = samples.load("sungai-rindang")
    short = dataclasses.replace(hall, ticket=dataclasses.replace(hall.ticket, show=("number", "agency"), qr=False))
    kinds = [type(piece).__name__ for piece in blocks(paper_of(short, issued(1), "id"))]
    assert kinds == ["Words", "Number", "Words"]


def test_a_copy_is_marked_and_does_not_repeat_how_many_were_ahead():
    copy = sample().as_copy(2)
    assert "SALINAN 2" in _texts(copy)
    assert not any("di depan" in text for text in _texts(copy))


def test_nobody_ahead_is_printed_only_beside_a_wait_that_is_none():
    at_once = " ".join(_texts(sample(ahead=0, wait_minutes=(0, 2))))
    assert "Tidak ada antrean di depan Anda" in at_once
    counters_taken = " ".join(_texts(sample(ahead=0, wait_minutes=(13, 22))))
    assert "di depan Anda" not in counters_taken
    assert "Perkiraan tunggu: 13–22 menit" in counters_taken


def test_every_block_that_a_hall_may_name_is_known():
    assert set(samples.load("sungai-rindang").ticket.show) <= set(layout.BLOCK_NAMES)


@given(st.integers(0, 2**53))
def test_the_qr_code_names_the_ticket(ticket: int):
    words = qr_words(ticket)
    assert words.startswith("AN")
    assert int(words.removeprefix("AN"), 36) == ticket


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_native_ticket_says_all_that_a_picture_says(lang: str):
    """The agency's whole name, the weekday, the title, the thanks: 200 bytes more are 0.2 s at 9,600 baud."""
    hall = samples.load("sungai-rindang")
    known = model(EPSON)
    for service in list(hall.service)[::3]:
        paper = _of(hall, service, lang)
        piece, _errors = printed(render(paper, known, "native"), known)
        said = "".join(piece.texts).replace(" ", "")
        for text in _texts(paper):
            assert text.translate(native._PLAIN).replace(" ", "").replace("\u00a0", "") in said
        assert [code.text for code in piece.codes] == [paper.qr]


def _of(hall: Hall, service: str, lang: str) -> TicketPaper:
    ticket = dataclasses.replace(issued(123, hall.agency_of(service), (service,), lang), priority=True)
    return paper_of(hall, ticket, lang)


@pytest.mark.parametrize("code", codes())
def test_every_model_prints_the_whole_ticket_both_ways(code: str):
    known = model(code)
    for way in ("native", "raster"):
        rendered = render(sample(services=("AB.2", "AI.1")), known, way)
        piece, errors = printed(rendered, known)
        assert errors == []
        assert not piece.clipped
        assert piece.facts()["mm"] == pytest.approx(rendered.mm, abs=4.5)
        assert way == "raster" or "AB-012" in piece.texts


@pytest.mark.parametrize(("label", "columns", "scale"), [
    ("A-123", 32, 6), ("A-123", 48, 8), ("AB-012", 32, 5), ("AB-1234", 32, 4), ("A-1", 48, 8), ("ABC-12345", 42, 4),
])  # fmt: skip
def test_the_number_is_as_large_as_the_line_allows(label: str, columns: int, scale: int):
    assert native.number_scale(label, columns)[0] == scale
    assert scale * len(label) <= columns


def test_long_names_wrap_and_are_never_cut():
    for code in ("generic-58", EPSON):
        known = model(code)
        piece, _errors = printed(render(sample(service=LONG, agency=LONG.title()), known, "native"), known)
        assert LONG.replace(" ", "") in "".join(piece.texts).replace(" ", "")
        assert not piece.clipped


@pytest.mark.parametrize("text", ["Қазақша", "Română: ș ț", "₽ 30.000", "ไทย", "中文", "😀 emoji", "ꦗꦮ"])
@pytest.mark.parametrize("way", ["native", "raster"])
def test_nothing_becomes_a_question_mark(text: str, way: str):
    known = model("generic-80")
    piece, errors = printed(render(sample(service=text), known, way), known)
    assert errors == []
    assert not any("?" in line for line in piece.texts)
    assert piece.pictures or "\ufffc" in "".join(piece.texts)  # what no code page has is drawn


def test_a_printer_that_cannot_draw_spells_what_it_has_no_letters_for():
    known = dataclasses.replace(model("generic-80"), raster=False, native_qr=True)
    piece, _errors = printed(render(sample(service="Surat Ж"), known, "native"), known)
    assert "Surat [U+0416]" in piece.texts


@pytest.mark.parametrize(
    "text", ["Café Ж rusak", "KTP-el ș hilang", "Rp ₽ 30.000", "Ọ̀yọ́ rusak", "Layanan Қазақша di sini"]
)
def test_one_odd_letter_does_not_change_the_font_of_its_line(text: str):
    """In a text ticket it is drawn into its cell; in a picture only it comes from another font."""
    known = model("generic-80")
    piece, errors = printed(render(sample(service=text, agency=text), known, "native"), known)
    assert errors == []
    kept = "".join(letter for letter in text if letter.isascii())
    written = ["".join(sign for sign in line if sign.isascii()) for line in piece.texts if "\ufffc" in line]
    assert [line.replace(" ", "") for line in written] == [kept.replace(" ", "")] * 2
    regular = raster.weights()[0]
    assert "".join(run for run, font in text_drawing.runs(text, regular) if font == regular).startswith(
        text[:2].strip("Ọ̀")
    )


def test_lines_of_text_are_balanced_and_keep_their_margin():
    known = model(EPSON)
    needs = "KTP-el rusak, atau surat kehilangan dari polisi"
    piece, _errors = printed(render(sample(needs=needs), known, "native"), known)
    first = next(place for place, line in enumerate(piece.texts) if "Siapkan" in line)
    lines = piece.texts[first : first + 2]
    assert all(line.startswith("  ") for line in lines)
    assert min(map(len, lines)) > 0.6 * max(map(len, lines))


def test_a_date_breaks_only_before_the_time():
    for code in ("generic-58", EPSON):
        known = model(code)
        piece, _errors = printed(render(sample(), known, "native"), known)
        assert any("Senin, 23 November 2026" in line for line in piece.texts)


def test_a_copy_is_marked_at_its_number_too():
    found = _texts(sample().as_copy(2))
    assert found.count("SALINAN 2") == 2
    assert found.index("SALINAN 2") < found.index("AB-012") <= found.index("SALINAN 2") + 2


def test_accents_are_written_in_the_printers_own_page():
    known = model(EPSON)
    piece, _errors = printed(render(sample(service="Café für Ältere"), known, "native"), known)
    assert "Café für Ältere" in piece.texts
    assert not piece.pictures


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_reaches_the_paper_without_commands_in_it(text: str):
    known = model(EPSON)
    paper = sample(service=text, show=("service", "number"))
    piece, errors = printed(render(paper, known, "native"), known)
    assert errors == []
    assert "AB-012" in piece.texts


@given(st.text(), st.integers(1, 40))
def test_wrapping_keeps_every_letter(text: str, width: int):
    lines = wrap(text, lambda line: len(line) <= width)
    assert "".join(lines).replace(" ", "").replace("\u00a0", "") == clean(text).replace(" ", "").replace("\u00a0", "")
    assert all(len(line) <= width for line in lines)


def test_balanced_lines_need_no_more_lines():
    text = "Dinas Kependudukan dan Pencatatan Sipil"
    lines = balanced(text, lambda line, width: len(line) <= width, 30)
    assert lines == ["Dinas Kependudukan", "dan Pencatatan Sipil"]


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["generic-58", "generic-80", "epson-tm-t88v"])
def test_on_a_serial_line_even_a_long_ticket_stays_under_25_kb(code: str, lang: str):
    paper = sample(lang, ("AB.2", "AI.1", "BA.1"), service=LONG, agency=LONG, needs=LONG + " " + LONG)
    assert len(render(paper, model(code).at_speed(115_200), "raster")) < RASTER_BYTES
    assert len(render(paper, model(code), "raster")) > RASTER_BYTES


@pytest.mark.parametrize(("code", "floor"), [("generic-80", 3.5), ("generic-58", 3.0), ("epson-tm-t88v", 3.5)])
@pytest.mark.parametrize("baud", [None, 115_200])
def test_letters_keep_their_height_and_the_paper_grows(
    code: str, floor: float, baud: int | None, monkeypatch: pytest.MonkeyPatch
):
    """However many steps a visit has. The height is that of the letters as the font draws them, in millimetres."""
    known = model(code).at_speed(baud)
    inks: set[int] = set()
    draw = raster.draw_run

    def noted(strip: Image.Image, corner: tuple[int, int], text: str, wanted: Path, size: int) -> None:
        inks.add(raster.ink_height("dp", wanted, size))
        draw(strip, corner, text, wanted, size)

    monkeypatch.setattr(raster, "draw_run", noted)
    steps = ("AB.2", "AI.1", "BA.1", "AB.1", "AI.2")
    grown = [render(sample(services=steps[:count]), known, "raster").mm for count in (1, 5)]
    assert min(inks) / known.dots_per_mm >= floor
    assert grown == sorted(grown)


def test_pictures_come_in_bands_without_hidden_commands():
    for code in ("generic-80", "pos-5890k"):
        known = model(code)
        for data in _bands(render(sample(services=("AB.2", "AI.1")), known, "raster").data):
            height = data[6] + 256 * data[7]
            assert height <= 64
            assert not known.bad_multiple or height % known.bad_multiple
            assert not any(sequence in data for sequence in REAL_TIME)


def _bands(data: bytes) -> list[bytes]:
    found, start = [], data.find(b"\x1dv0")
    while start >= 0:
        size = (data[start + 4] + 256 * data[start + 5]) * (data[start + 6] + 256 * data[start + 7])
        found.append(data[start : start + 8 + size])
        start = data.find(b"\x1dv0", start + 8 + size)
    return found


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=72, max_size=72 * 40))
def test_no_picture_whatever_hides_a_command(data: bytes):
    size = (576, len(data) // 72)
    bits = Image.frombytes("1", size, bytes(255 - value for value in data[: 72 * size[1]])).convert("L")
    for command in bands.commands(bits, model("generic-80")):
        assert not any(sequence in command for sequence in REAL_TIME)


@pytest.mark.parametrize("label", ["A-1", "AB-012", "ABC-12345"])
@pytest.mark.parametrize("code", ["generic-58", "generic-80", "epson-tm-t88v"])
def test_the_drawn_number_fills_the_width_or_the_height(label: str, code: str):
    known = model(code)
    drawn = raster.draw(Number(label), raster.Brush(known))
    left, top, right, bottom = Image.eval(drawn, lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert right - left > 0.95 * known.dots or bottom - top > 20 * known.dots_per_mm
    assert (left, right) != (0, known.dots)


def test_a_logo_is_printed_black_on_white_and_never_wider_than_the_paper(tmp_path: Path):
    path = tmp_path / "logo.png"
    Image.new("RGBA", (2000, 500), (0, 0, 0, 255)).save(path)
    picture = logo(path)
    assert picture is not None
    drawn = raster.draw(layout.PictureBlock(picture), raster.Brush(model("generic-58")))
    assert drawn.width == 384
    assert min(drawn.tobytes()) == 0


@pytest.mark.parametrize(("baud", "render_as", "way"), [
    (9600, "auto", "native"), (19200, "auto", "native"), (115_200, "auto", "raster"), (None, "auto", "raster"),
    (9600, "raster", "raster"), (None, "native", "native"),
])  # fmt: skip
def test_slow_lines_get_text_and_quick_ones_pictures(baud: int | None, render_as: str, way: str):
    assert method_for(sample(), model(EPSON), render=render_as, baud=baud) == way


def test_a_hall_may_word_its_tickets_and_add_languages():
    hall = samples.load("sungai-rindang")
    own = {"greeting": {"id": "Sugeng rawuh"}, "ahead": {"id": "Di depan: {n}", "ban": "Ring ajeng: {n}"}}
    changed = dataclasses.replace(hall, ticket=dataclasses.replace(hall.ticket, words=own))
    assert "Di depan: 3" in _texts(paper_of(changed, issued(1), "id"))
    assert "Ring ajeng: 3" in _texts(paper_of(changed, issued(1), "ban"))
    assert "Perkiraan tunggu: 5–15 menit" in _texts(paper_of(changed, issued(1), "ban"))  # ours where the hall has none
