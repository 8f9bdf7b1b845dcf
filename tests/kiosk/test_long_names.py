"""The longest names that halls bring, on every page of the kiosk: they wrap, their box grows, or they are paged."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.paper_words import Paper, PaperState
from shared import hall_file
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.acts.bookings import Booking, import_bookings
from shared.store.acts.counters import open_counter
from shared.store.acts.interruptions import disturb_service, pause_hall, resume_hall
from shared.store.record.transaction import new_request
from tests.helpers.hall import DAY, LONG_NAMES, MORNING, open_hall
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage, place
from tests.kiosk.test_layout import turned

REASON = {
    "id": "Gangguan jaringan Sistem Informasi Administrasi Kependudukan Terpusat di seluruh Indonesia sejak tadi pagi",
    "en": "A fault of the network of the Central Information System for Population in all of Indonesia since seven",
}
NUMBER_FLOOR = 108
"""Pixels, on a panel of 1,080 by 1,920, that a ticket's number never falls below."""


@pytest.fixture(scope="module")
def long_hall() -> Hall:
    return hall_file.read(LONG_NAMES)


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory: pytest.TempPathFactory, long_hall: Hall) -> Path:
    folder = tmp_path_factory.mktemp("long")
    with open_hall(folder, long_hall, device="K1") as hall_file_:
        for counter in long_hall.counter:
            open_counter(hall_file_, new_request(), counter)
        booking = Booking("K7", "DPM.3", DAY, Instant(MORNING + 600_000))
        import_bookings(hall_file_, new_request(), (booking,))
        disturb_service(hall_file_, new_request(), "PLN.1", REASON)
    return folder


def pages(stage: Stage) -> Iterator[str]:
    """Every page that shows a name of the hall."""
    model = stage.model
    yield "start"
    model.showAgency("DPM")
    yield "agency"
    model.home()
    model.search()
    for key in "surat":
        model.catalogue.type(key)
    yield "results"
    model.home()
    model.choose("PLN.1")
    yield "why"
    model.home()
    model.choose("DPM.3")
    yield "order"
    model.addAnother()
    yield "another"
    for service in ("BP4.1", "SAM.1", "9Z9.1"):
        model.choose(service)
    model.order.setPriority(True)
    model.order.setVisual(True)
    yield "basket"
    model.askQuestions()
    yield "questions"
    model.take()
    yield "ticket"
    for paper in (Paper.PRINTED, Paper.FAILED):
        model.ticket.set_paper(PaperState(paper, again=True))
        yield f"paper {paper}"
    model.home()
    model.booking()
    yield "booking"
    for key in "K7":
        model.typeBooking(key)
    model.checkIn()
    yield "checked in"
    model.home()
    model.help()
    yield "help"
    model.home()
    pause_hall(stage.desk.hall_file, new_request(), REASON)
    model.ask_offers()
    yield "paused"
    resume_hall(stage.desk.hall_file, new_request())
    model.ask_offers()


def read_through(stage: Stage) -> Iterator[None]:
    """Every page of tiles, and every page of what is read within it."""
    for _ in turned(stage):
        yield
        # several texts may be paged: each to its end
        while more := [item for item in stage.items() if item.objectName() == "read:next" and item.isEnabled()]:
            stage.tap(place(more[0]).center().toPoint())
            stage.settle()
            yield


def unreadable(stage: Stage) -> dict[str, list[str]]:
    """What does not stand whole, by page."""
    found: dict[str, list[str]] = {}
    for page in pages(stage):
        stage.settle()
        for at, _ in enumerate(read_through(stage)):
            faults = layout.faults(stage.window)
            if "number" in stage.names() and layout.pixels(stage.find("number")) < NUMBER_FLOOR * stage.theme.unit:
                faults.append("the number is small")
            if faults:
                found[f"{page} {at}"] = faults
    return found


SIZES = {"portrait": PORTRAIT, "landscape": LANDSCAPE, "1024": (1024, 768), "768": (768, 1024), "5:4": (1280, 1024)}
EASES = {
    "": (),
    "larger": ("Larger",),
    "largest": ("Larger", "Larger"),
    "reach": ("Reach",),
    "larger reach": ("Larger", "Reach", "Contrast"),
    "largest reach": ("Larger", "Larger", "Reach"),
}
USUAL = {("1024", "id", "largest")}
LOOKS = [
    pytest.param(
        size, lang, ease, id=f"{size} {lang} {ease}", marks=() if (size, lang, ease) in USUAL else pytest.mark.looks
    )
    for size in SIZES
    for lang in ("id", "en")
    for ease in EASES
]


@pytest.mark.parametrize(("size", "lang", "ease"), LOOKS)
def test_every_page_stands_whole_with_the_longest_names(
    qtbot: QtBot, tmp_path: Path, long_folder: Path, long_hall: Hall, size: str, lang: str, ease: str
) -> None:
    shutil.copytree(long_folder, tmp_path / "hall")
    with open_hall(tmp_path / "hall", device="K1") as hall_file_:
        stage = Stage(hall_file_, long_hall, SIZES[size], lang)
        try:
            stage.model.ask_offers()
            for toggle in EASES[ease]:
                getattr(stage.model.comfort, f"toggle{toggle}")()
            assert unreadable(stage) == {}
        finally:
            stage.close()
