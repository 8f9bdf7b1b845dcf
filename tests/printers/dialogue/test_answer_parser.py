"""Every byte that a printer sends is heard as one thing, whatever lies between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.dialogue.answer_parser import (
    AnswerParser,
    Automatic,
    Cleared,
    FullStatus,
    Heard,
    Marker,
    Noise,
    PrinterIdentity,
    Queued,
    RealTime,
)
from printers.dialogue.condition import Condition, Trouble
from printers.paper.escpos import MARKER_LETTERS
from shared.text.printer_words import staff_words, visitor_words


def hear(data: bytes, **switches: bool) -> list[Heard]:
    return AnswerParser(**switches).hear(data, 0.0)


@pytest.mark.parametrize(("data", "heard"), [
    ("12", [RealTime(0x12)]), ("1e", [RealTime(0x1E)]), ("72", [RealTime(0x72)]),
    ("10000000", [Automatic(b"\x10\0\0\0")]), ("38080c00", [Automatic(bytes.fromhex("38080c00"))]),
    ("00", [Queued(0)]), ("03", [Queued(3)]), ("1113", []), ("ff", [Noise(0xFF)]),
    ("37223139515300", [Marker("19QS")]), ("372500", [Cleared()]), ("37234100", [Noise(0x37)]),
    ("3722123139515300", [RealTime(0x12), Marker("19QS")]), ("37221331395111" "5300", [Marker("19QS")]),
    ("1012000000", [RealTime(0x12), Automatic(b"\x10\0\0\0")]), ("10130000" "00", [Automatic(b"\x10\0\0\0")]),
    ("3722ff12", [Noise(0x37), Noise(0x22), Noise(0xFF), RealTime(0x12)]),
])  # fmt: skip
def test_what_is_heard(data: str, heard: list[Heard]):
    assert hear(bytes.fromhex(data)) == heard


def test_texts_and_full_status_are_heard_when_they_were_asked_for():
    assert hear(b"\x5fEPSON\x00", identity=True) == [PrinterIdentity("EPSON")]
    assert hear(bytes.fromhex("100f01020000"), kiosk=True) == [FullStatus(bytes.fromhex("100f01020000"))]


def test_half_an_automatic_status_is_given_up_after_a_while():
    parser = AnswerParser()
    assert parser.hear(b"\x10\x00", 0.0) == []
    assert parser.hear(b"\x12", 2.0) == [Noise(0x10), Noise(0x00), RealTime(0x12)]


def test_a_marker_in_pieces_is_still_a_marker():
    parser = AnswerParser()
    assert [
        heard for at, byte in enumerate(b"\x37\x221359\x00") for heard in parser.hear(bytes((byte,)), at * 0.4)
    ] == [Marker("1359")]


@given(st.text(MARKER_LETTERS, min_size=4, max_size=4), st.integers(0, 6), st.sampled_from([0x12, 0x16, 0x1A, 0x72]))
def test_a_marker_is_heard_with_any_status_answer_anywhere_in_it(letters: str, place: int, status: int):
    whole = b"\x37\x22" + letters.encode() + b"\x00"
    heard = hear(whole[: place + 1] + bytes((status,)) + whole[place + 1 :])
    assert sorted(map(repr, heard)) == sorted(map(repr, [Marker(letters), RealTime(status)]))


@given(st.binary(max_size=60))
def test_no_bytes_at_all_confuse_it_for_good(data: bytes):
    parser = AnswerParser()
    parser.hear(data, 0.0)
    parser.hear(b"\x00" * 8, 5.0)
    assert RealTime(0x12) in parser.hear(b"\x12", 10.0)


@given(st.text(MARKER_LETTERS, min_size=4, max_size=4))
def test_no_letter_of_a_marker_looks_like_a_status(letters: str):
    assert all(isinstance(heard, Noise) for heard in hear(letters.encode()))


@pytest.mark.parametrize(("n", "value", "trouble"), [
    (1, 0x12, None), (1, 0x1A, Trouble.OFFLINE), (2, 0x16, Trouble.COVER), (2, 0x32, Trouble.PAPER_OUT),
    (3, 0x1A, Trouble.CUTTER), (3, 0x32, Trouble.FATAL), (4, 0x72, Trouble.PAPER_OUT), (4, 0x1E, None),
])  # fmt: skip
def test_status_bytes_of_the_manual(n: int, value: int, trouble: Trouble | None):
    assert Condition(connected=True).with_eot(n, value).trouble is trouble


def test_near_end_is_no_trouble_and_a_hot_head_only_a_stall():
    assert Condition(connected=True).with_eot(4, 0x1E).near_end
    hot = Condition(connected=True).with_eot(3, 0x52)
    assert hot.trouble is None
    assert hot.stalled is Trouble.HOT


def test_paper_bits_are_not_believed_while_the_cover_is_open():
    open_cover = Condition(connected=True, paper_out=True).with_eot(2, 0x16)
    assert open_cover.with_eot(4, 0x12).paper_out
    assert open_cover.with_asb(bytes.fromhex("38000000")).paper_out


def test_a_kiosk_mechanism_tells_its_own():
    assert Condition(connected=True).with_full(bytes.fromhex("100f01000000")).trouble is Trouble.PAPER_OUT
    assert Condition(connected=True).with_full(bytes.fromhex("100f00020000")).trouble is Trouble.COVER
    assert Condition(connected=True).with_full(bytes.fromhex("100f00000001")).trouble is Trouble.CUTTER


def test_people_read_every_trouble_in_both_languages():
    for trouble in Trouble:
        assert set(staff_words(trouble)) >= {"id", "en"}
        assert set(visitor_words(trouble)) >= {"id", "en"}
