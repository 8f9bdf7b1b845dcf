"""A printer behind a pty, and a hall with an emulated one, for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import traits_of
from printers.models.model import model
from tests.helpers.cli import MORNING
from tests.helpers.printing.dumb_printer import DumbPrinter
from tests.helpers.printing.own_hall import EPSON, OwnHall, hall_with


@pytest.fixture
def dumb() -> Iterator[DumbPrinter]:
    printer = DumbPrinter()
    yield printer
    printer.close()


@pytest.fixture
def own_hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnHall]:
    """A hall whose kiosk K1 prints on an emulator."""
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with EmulatedPrinter(traits_of(model(EPSON)), port=0, pace=4) as printer:
        yield hall_with(tmp_path / "hall", printer.link, EPSON), printer
