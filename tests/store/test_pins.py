"""PINs: the right one opens, and whatever stands in the hall's data in its place opens nothing."""

import pytest

from shared.store import pins
from tests.helpers.store.staff import PIN, cheap_pins


def test_only_the_pin_that_was_scrambled_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_pins(monkeypatch)
    kept = pins.scrambled(PIN)
    assert kept != pins.scrambled(PIN), "each has a salt of its own"
    assert pins.is_right(PIN, kept)
    assert not pins.is_right("000000", kept)


@pytest.mark.parametrize(
    "kept", ["", "246810", "scrypt$2$8$1$zz$00", "scrypt$99$8$1$00$00", "scrypt$-1$8$1$00$00", "scrypt$2$0$1$00$00"]
)
def test_what_is_no_scrambled_pin_is_nobodys(monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    cheap_pins(monkeypatch)
    assert not pins.is_right(PIN, kept)


@pytest.mark.parametrize(("pin", "may"), [("246810", True), ("24681", False), ("24681a", False), ("٢٤٦٨١٠", False)])
def test_a_pin_is_at_least_six_digits(pin: str, may: bool) -> None:
    assert pins.is_pin(pin) is may
