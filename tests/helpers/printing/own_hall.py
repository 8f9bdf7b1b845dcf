"""A hall with one kiosk and one printer of its own, and `antrean printer` on it."""

import dataclasses
from pathlib import Path

from printers.emulator.server import EmulatedPrinter
from shared import samples
from shared.store.sqlite import create
from tests.helpers.cli import Ran, antrean
from tests.helpers.hall import StandingClock

EPSON = "epson-tm-t20iii"
OwnHall = tuple[str, EmulatedPrinter]
"""The hall's folder and its printer."""


def hall_with(folder: Path, link: str, code: str) -> str:
    sample = samples.load("sungai-rindang")
    printer = dataclasses.replace(sample.printer["P1"], link=link, model=code)
    kiosks = {"K1": dataclasses.replace(sample.kiosk["K1"], printers=("P1",))}
    create.create(folder, dataclasses.replace(sample, printer={"P1": printer}, kiosk=kiosks), StandingClock())
    return str(folder)


def printer_command(hall: str, *words: str) -> Ran:
    return antrean("printer", *words, "--hall", hall, "--printer", "P1", "--json")
