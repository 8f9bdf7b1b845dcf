"""What the paper says, in which words, and that nothing of it is cut or turned into a question mark."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printers import layout, native, raster
from printers.emulator import Engine
from printers.emulator.look import look_of
from printers.emulator.paper import Piece
from printers.layout import Mark, Number, TicketPaper, Words, blocks, paper_of, qr_words, ticket_of_qr
from printers.model import Model, codes, model
from printers.render import NATIVE_BYTES, RASTER_BYTES, Rendered, render, way_for
from printers.wrap import balanced, clean, wrap
from shared import samples
from shared.domain.hall import Hall
from tests.helpers.print_world import issued

EPSON = "epson-tm-t20iii"
LONG = "PELAYANAN PERMOHONAN PENERBITAN SURAT KETERANGAN CATATAN KEPOLISIAN BAGI WARGA NEGARA ASING YANG BERDOMISILI"
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


def sample(lang: str = "id", services: tuple[str, ...] = ("AB.2",), **changes: Any) -> TicketPaper:
    hall = samples.load("sungai-rindang")
    ticket = dataclasses.replace(issued(12, services[0].partition(".")[0], services, lang), priority=True)
    return dataclasses.replace(paper_of(hall, ticket, lang), **changes)


def printed(rendered: Rendered, known: Model) -> tuple[Piece, list[str]]:
    """What the emulator makes of it, and what it did not understand."""
    engine = Engine(dataclasses.replace(look_of(known), buffer=1 << 20))
    engine.receive(rendered.data, 0.0)
    for second in range(1, 40):
        engine.advance(float(second))
    piece = engine.pieces()[0] if engine.pieces() else engine.mechanism.tear(40.0)
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
    assert ticket_of_qr(qr_words(ticket)) == ticket
    assert ticket_of_qr(qr_words(ticket).lower()) == ticket


@pytest.mark.parametrize("text", ["", "AN", "12345", "https://example.org/AN12", "AN12-3", "an é"])
def test_other_codes_are_not_taken_for_tickets(text: str):
    with pytest.raises(ValueError, match="is no code"):
        ticket_of_qr(text)


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", samples.NAMES)
def test_a_native_ticket_with_qr_stays_under_400_bytes_for_every_service(name: str, lang: str):
    hall = samples.load(name)
    for code in (EPSON, "epson-tm-t88v"):
        known = model(code)
        for service in hall.service:
            rendered = render(_of(hall, service, lang), known, "native")
            assert len(rendered) < NATIVE_BYTES, service
            assert b"(k" in rendered.data


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
        assert way == "native" or len(rendered) < RASTER_BYTES


@pytest.mark.parametrize(("label", "columns", "scale"), [
    ("A-123", 32, 6), ("A-123", 48, 8), ("AB-012", 32, 5), ("AB-1234", 32, 4), ("A-1", 48, 8), ("ABC-12345", 42, 4),
])  # fmt: skip
def test_the_number_is_as_large_as_the_line_allows(label: str, columns: int, scale: int):
    assert native.number_scale(label, columns)[0] == scale
    assert scale * len(label) <= columns


def test_long_names_wrap_and_are_never_cut():
    for code in ("generic-58", EPSON):
        known = model(code)
        piece, _errors = printed(render(sample(service=LONG, agency=LONG.title(), short=None), known, "native"), known)
        assert LONG.replace(" ", "") in "".join(piece.texts).replace(" ", "")
        assert not piece.clipped


@pytest.mark.parametrize("text", ["Қазақша", "Română: ș ț", "₽ 30.000", "ไทย", "中文", "😀 emoji", "ꦗꦮ"])
@pytest.mark.parametrize("way", ["native", "raster"])
def test_nothing_becomes_a_question_mark(text: str, way: str):
    known = model("generic-80")
    piece, errors = printed(render(sample(service=text), known, way), known)
    assert errors == []
    assert not any("?" in line for line in piece.texts)
    assert piece.pictures  # what no code page has is drawn


def test_a_printer_that_cannot_draw_spells_what_it_has_no_letters_for():
    known = dataclasses.replace(model("generic-80"), raster=False, native_qr=True)
    piece, _errors = printed(render(sample(service="Surat Ж"), known, "native"), known)
    assert "Surat [U+0416]" in piece.texts


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
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(len(line) <= width for line in lines)


def test_balanced_lines_need_no_more_lines():
    text = "Dinas Kependudukan dan Pencatatan Sipil"
    lines = balanced(text, lambda line, width: len(line) <= width, 30)
    assert lines == ["Dinas Kependudukan", "dan Pencatatan Sipil"]


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["generic-58", "generic-80", "epson-tm-t88v"])
def test_a_raster_ticket_stays_under_25_kb_even_when_it_is_long(code: str, lang: str):
    paper = sample(lang, ("AB.2", "AI.1", "BA.1"), service=LONG, agency=LONG, needs=LONG + " " + LONG)
    rendered = render(paper, model(code), "raster")
    assert len(rendered) < RASTER_BYTES


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
    for command in raster.bands(bits, model("generic-80")):
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
    drawn = raster.draw(layout.Picture(path), raster.Brush(model("generic-58")))
    assert drawn.width == 384
    assert min(drawn.tobytes()) == 0


@pytest.mark.parametrize(("baud", "render_as", "way"), [
    (9600, "auto", "native"), (19200, "auto", "native"), (115_200, "auto", "raster"), (None, "auto", "raster"),
    (9600, "raster", "raster"), (None, "native", "native"),
])  # fmt: skip
def test_slow_lines_get_text_and_quick_ones_pictures(baud: int | None, render_as: str, way: str):
    assert way_for(sample(), model(EPSON), render=render_as, baud=baud) == way


def test_a_hall_may_word_its_tickets_and_add_languages():
    hall = samples.load("sungai-rindang")
    own = {"greeting": {"id": "Sugeng rawuh"}, "ahead": {"id": "Di depan: {n}", "ban": "Ring ajeng: {n}"}}
    changed = dataclasses.replace(hall, ticket=dataclasses.replace(hall.ticket, words=own))
    assert "Di depan: 3" in _texts(paper_of(changed, issued(1), "id"))
    assert "Ring ajeng: 3" in _texts(paper_of(changed, issued(1), "ban"))
    assert "Perkiraan tunggu: 5–15 menit" in _texts(paper_of(changed, issued(1), "ban"))  # ours where the hall has none
