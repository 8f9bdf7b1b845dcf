"""A hall that Windows programs under wine and Linux programs share on one disk."""

import dataclasses
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from shared import samples
from shared.clock import clock_from, parse_instant
from shared.domain.hall_data.hall import Printer
from shared.store.sqlite import create
from tests.helpers.cli import MORNING
from tests.wine import bed


def make(folder: Path, *, printer: str | None = None, counters: Collection[str] = ()) -> Path:
    """A hall for practice; ``printer`` is the link of the kiosk's printer.

    With ``counters`` only what they serve is offered: each of them finds visitors at once.
    """
    sample = samples.load("sungai-rindang")
    served = {code for counter in counters for code in sample.services_of(counter)} or set(sample.service)
    links = {"P1": Printer(link=printer)} if printer else {}
    kiosk = dataclasses.replace(sample.kiosk["K1"], printers=("P1",) if printer else ())
    services = {
        code: service if code in served else dataclasses.replace(service, closed=True)
        for code, service in sample.service.items()
    }
    made = dataclasses.replace(sample, printer=links, kiosk={**sample.kiosk, "K1": kiosk}, service=services)
    create.create(folder / "hall", made, clock_from(parse_instant(MORNING)))
    return folder / "hall"


def around(hall: Path | str, local: Path) -> Mapping[str, str]:
    """The environment of a Windows program on that hall, with its own folder of this PC."""
    return {
        "ANTREAN_HALL": hall if isinstance(hall, str) else bed.windows(hall),
        "ANTREAN_LOCAL": bed.windows(local),
        "ANTREAN_CLOCK": MORNING,
    }


def antrean(*arguments: str, more: Mapping[str, str], code: int = 0) -> dict[str, Any]:
    """One command line of Windows; its answer."""
    done = bed.run(["-m", "shared.cli", *arguments, "--json"], more)
    assert done.returncode == code, f"{arguments}: {done.returncode} {done.stdout} {done.stderr}"
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {"said": done.stderr}
