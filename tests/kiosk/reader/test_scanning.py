"""A scanner is told from fingers, by its prefix or by its speed."""

import pytest

from kiosk.reader.scanning import GAP_MS, Scanning, Struck


def strike(scanning: Scanning, text: str, every: int, start: int = 1000) -> tuple[str, list[str]]:
    """Keys in a row, ``\\r`` for Enter: what was typed by fingers, and what was scanned."""
    typed, scans = "", []
    for at, character in enumerate(text):
        name = "Return" if character == "\r" else character.upper()
        heard = scanning.key(name, character, start + at * every)
        typed += heard.typed
        if heard.scan is not None:
            scans.append(heard.scan)
    return typed + scanning.release(), scans


def test_speed_tells_a_scanner_from_fingers() -> None:
    assert strike(Scanning(), "AN1Q2W3E\r", every=4) == ("", ["AN1Q2W3E"])
    assert strike(Scanning(), "skck\r", every=GAP_MS + 50) == ("skck", [])


def test_a_few_quick_keys_are_fingers() -> None:
    assert strike(Scanning(), "kk\r", every=10) == ("kk", [])


def test_a_prefix_tells_a_scanner_however_slow_it_is() -> None:
    scanning = Scanning(prefix="F12", suffix="Tab")
    assert scanning.key("F12", "", 0) == Struck()
    for at, character in enumerate("K7-P"):
        assert scanning.key(character, character, 200 * (at + 1)) == Struck()
    assert scanning.key("Tab", "\t", 1200) == Struck(scan="K7-P")
    assert scanning.key("A", "a", 3000) == Struck(used=False), "fingers type as ever"


def test_a_long_code_after_a_prefix_is_one_scan_on_a_busy_machine() -> None:
    scanning = Scanning(prefix="F12")
    scanning.key("F12", "", 500)
    typed, scans = strike(scanning, "X" * 300 + "\r", every=30)
    assert (typed, len(scans)) == ("", 1)


@pytest.mark.parametrize("prefix", ["", "F12"])
def test_a_digit_that_a_scanner_sends_twice_is_no_key_held_down(prefix: str) -> None:
    scanning = Scanning(prefix=prefix)
    scanning.key(prefix, "", 999)
    for at, character in enumerate("K7999"):
        assert scanning.key(character, character, 1000 + at, repeated=character == "9") == Struck()
    assert scanning.key("Return", "\r", 1010).scan == "K7999"
    scanning.key("7", "7", 5000)
    held = scanning.key("7", "7", 5300, repeated=True)
    assert (held.scan, held.used) == (None, False), "a finger holds it"


def test_a_prefix_without_an_end_is_forgotten() -> None:
    scanning = Scanning(prefix="F12")
    scanning.key("F12", "", 0)
    scanning.key("A", "a", 10)
    assert scanning.key("Return", "\r", 5000) == Struck(used=False)


def test_what_a_scanner_sends_beyond_letters_is_left_out() -> None:
    assert strike(Scanning(), "AN1\x1dQ2W3\r", every=2)[1] in (["AN1Q2W3"], [])
