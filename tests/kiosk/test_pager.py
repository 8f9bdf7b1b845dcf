"""Every page of every list: going on shows each tile once, whole, with nothing over it; going back leads back."""

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from shared.domain.booking import Booking
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.acts.bookings import import_bookings
from shared.store.acts.counters import open_counter
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.hall import DAY, MORNING, open_hall
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, SQUARE, Stage
from tests.kiosk.conftest import MakeStage
from tests.kiosk.test_layout import overlapping

SIZES = {
    "1080x1920": PORTRAIT,
    "1920x1080": LANDSCAPE,
    "1280x1024": SQUARE,
    "1024x768": (1024, 768),
    "768x1024": (768, 1024),
    "1366x768": (1366, 768),
}
EASES = [(), ("Larger",), ("Reach",), ("Larger", "Reach"), ("Larger", "Reach", "Contrast")]
USUAL = [("1920x1080", "en"), ("1024x768", "id")]


def lists(stage: Stage, thorough: bool) -> Iterator[tuple[str, str, list[str]]]:
    """Every list that is paged: its name, the tiles' prefix, and the codes that have to be found in it."""
    model, hall = stage.model, stage.hall
    model.home()
    if thorough:
        yield "agencies", "agency:", list(hall.agency)
    offered = model.catalogue.all_services()
    services = {agency: [s for s in offered if hall.agency_of(s) == agency] for agency in hall.agency}
    most = max(map(len, services.values()))
    for agency, codes in services.items():
        if len(codes) > 1 and (thorough or len(codes) == most):
            model.home()
            model.showAgency(agency)
            yield f"services of {agency}", "service:", codes
    model.home()
    model.search()
    for key in "surat":
        model.catalogue.type(key)
    yield "results", "service:", [row.code for row in model.catalogue._results.rows]  # pyright: ignore[reportPrivateUsage]
    model.home()
    chosen = ["AB.1", "BA.1", "MB.1", "OA.1"]
    for service in chosen:
        model.choose(service)
    yield "basket", "step:", chosen
    model.addAnother()
    yield "another", "agency:", list(hall.agency)
    model.home()


def tiles(stage: Stage, prefix: str) -> list[str]:
    return [item.objectName() for item in stage.items() if item.objectName().startswith(prefix)]


def key(stage: Stage, name: str) -> QQuickItem | None:
    """A key of the pager that can be touched."""
    found = [item for item in stage.items() if item.objectName() == name and item.isEnabled()]
    return found[0] if found else None


def walked(stage: Stage, prefix: str) -> tuple[list[list[str]], list[str]]:
    """All pages from the first to the last and back again, and what does not stand whole on them."""
    pages, faults = [tiles(stage, prefix)], layout.faults(stage.window) + overlapping(stage)
    while key(stage, "turn:next") and len(pages) < 60:
        stage.touch("turn:next")
        pages.append(tiles(stage, prefix))
        faults += layout.faults(stage.window) + overlapping(stage)
    for before in reversed(pages[:-1]):
        stage.touch("turn:back")
        if tiles(stage, prefix) != before:
            faults.append(f"back leads to {tiles(stage, prefix)}, not to {before}")
    if key(stage, "turn:back"):
        faults.append("there is more before the first page")
    return pages, faults


def wrong(stage: Stage, thorough: bool) -> dict[str, object]:
    """What is lost, shown twice, cut or covered, by list."""
    found: dict[str, object] = {}
    for name, prefix, codes in lists(stage, thorough):
        stage.settle()
        pages, faults = walked(stage, prefix)
        shown = Counter(tile for page in pages for tile in page)
        if shown != Counter(prefix + code for code in codes) or faults:
            found[name] = (pages, faults)
    return found


@pytest.fixture(scope="module")
def busy_folder(tmp_path_factory: pytest.TempPathFactory, sample: Hall) -> Path:
    """A hall in which some wait, so that tiles say different things, and somebody has a booking."""
    folder = tmp_path_factory.mktemp("busy")
    with open_hall(folder, sample, device="K1") as hall_file:
        for counter in list(sample.counter)[::2]:
            open_counter(hall_file, new_request(), counter)
        for service in list(sample.service)[::3] * 2:
            issue(hall_file, new_request(), Order((service,)))
    return folder


LOOKS = [pytest.param(size, lang, False, id=f"{size} {lang} in short") for size, lang in USUAL] + [
    pytest.param(size, lang, True, id=f"{size} {lang}", marks=pytest.mark.looks)
    for size, lang in product(SIZES, ("id", "en"))
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("size", "lang", "thorough"), LOOKS)
def test_every_tile_is_shown_once(
    qtbot: QtBot, tmp_path: Path, busy_folder: Path, sample: Hall, size: str, lang: str, thorough: bool
) -> None:
    faults: dict[str, object] = {}
    shutil.copytree(busy_folder, tmp_path / "hall")
    with open_hall(tmp_path / "hall", device="K1") as hall_file:
        for booked in (False, True) if thorough else (True,):
            if booked:
                booking = Booking("K7", "AB.3", DAY, Instant(MORNING + 600_000))
                import_bookings(hall_file, new_request(), (booking,))
            stage = Stage(hall_file, sample, SIZES[size], lang)
            try:
                for ease in EASES if thorough else (("Larger", "Reach"),):
                    for toggle in ease:
                        getattr(stage.model.comfort, f"toggle{toggle}")()
                    found = wrong(stage, thorough)
                    faults |= {f"{'booked ' * booked}{'+'.join(ease)}: {name}": seen for name, seen in found.items()}
                    stage.model.comfort.forget()
                    stage.model.comfort.useLanguage(lang)
            finally:
                stage.close()
    assert not faults, "\n".join(f"{name}: {seen}" for name, seen in faults.items())


def test_the_page_stays_while_lines_move(make_stage: MakeStage, sample: Hall) -> None:
    """A visitor who has turned a page is not sent back to the first by somebody else's number."""
    stage = make_stage(LANDSCAPE, "en")
    stage.model.comfort.toggleLarger()
    stage.model.showAgency("AB")
    stage.settle()
    seen = tiles(stage, "service:")
    while key(stage, "turn:next"):
        stage.touch("turn:next")
        for service in sample.service:
            if service.startswith("AB."):
                issue(stage.desk.hall_file, new_request(), Order((service,)))
        stage.model.ask_offers()
        stage.settle()
        seen += tiles(stage, "service:")
    assert sorted(seen) == sorted(f"service:{s}" for s in sample.service if s.startswith("AB."))


def test_another_search_begins_at_its_first_page(make_stage: MakeStage) -> None:
    stage = make_stage((1024, 768), "id")
    stage.model.comfort.toggleLarger()
    stage.model.search()
    for letter in "surat":
        stage.model.catalogue.type(letter)
    stage.settle()
    stage.touch("turn:next")
    stage.touch("key:<")
    assert not stage.find("turn:back").isEnabled()
