"""Every page, in both languages, both ways up, with larger text: whole words, nothing over anything, large keys."""

import dataclasses
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.paper_words import Paper, PaperState
from printers.paper.layout import qr_words
from shared.domain.booking import Booking
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import Kind
from shared.store.acts.bookings import import_bookings
from shared.store.live.share_state import share_state
from shared.store.record.transaction import new_request
from tests.helpers.hall import MORNING
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, SQUARE, Stage, place
from tests.kiosk.conftest import MakeStage

SLACK = 1.5  # pixels of rounding


def pages(stage: Stage) -> Iterator[str]:
    """Lead the kiosk through every page it has; each is yielded when it stands."""
    model = stage.model
    yield "start"
    model.showAgency("AB")
    yield "agency"
    yield from finding(stage)
    model.home()
    model.booking()
    yield "booking"
    for key in "ABCDEFGHIJKLMNOPQRST":
        model.typeBooking(key)
    yield "booking typed"
    model.home()
    model.choose("AB.3")
    yield "order"
    model.addAnother()
    yield "another"
    for service in ("OM.1", "MZ.1", "BZ.1"):
        model.choose(service)
    model.order.setPriority(True)
    model.order.setVisual(True)
    yield "basket"
    model.askQuestions()
    yield "questions"
    stage.desk.hold = True
    model.take()
    yield "asking"
    stage.desk.answer()
    yield "ticket"
    for paper in (Paper.PRINTED, Paper.FAILED):
        model.ticket.set_paper(PaperState(paper, again=True))
        yield f"paper {paper}"
    yield from scans(stage)
    model.home()
    model.help()
    yield "help"
    model.back()
    model.ask_still_there()
    yield "still there"
    model.stay()
    stage.leaving.begin()
    stage.leaving.type("1")
    yield "pin"
    stage.leaving.cancel()
    model.share_told(share_state(False, Kind.GONE, MORNING))
    yield "cut off"
    yield from going_on(stage)
    model.share_told(share_state(True, None, MORNING))


def scans(stage: Stage) -> Iterator[str]:
    """The ticket that was just taken, scanned; and a code that is not ours."""
    issued = stage.model.ticket.issued
    assert issued is not None
    stage.model.scanned(qr_words(issued.ticket))
    yield "visit"
    stage.model.scanned("?")
    yield "visit, unknown"


def finding(stage: Stage) -> Iterator[str]:
    """The pages by which one finds a service without knowing its agency."""
    model = stage.model
    model.home()
    model.showNeeds()
    yield "needs"
    model.showNeed("health")
    yield "need"
    model.home()
    model.search()
    yield "search"
    for key in "keluraga":
        model.catalogue.type(key)
    yield "meant"
    model.catalogue.clearQuery()
    for key in "pajak":
        model.catalogue.type(key)
    yield "results"
    for key in "xxx":
        model.catalogue.type(key)
    yield "nothing"


def going_on(stage: Stage) -> Iterator[str]:
    """The pages that say that the share is gone, at a kiosk with numbers of its own."""
    stage.desk.spool = True
    stage.model.home()
    yield "going on"
    stage.model.showAgency("AB")
    yield "going on, agency"
    stage.model.home()
    stage.model.search()
    yield "going on, search"
    stage.model.home()
    stage.desk.spool = False


def turned(stage: Stage) -> Iterator[None]:
    """Every page of tiles on this page."""
    yield
    for _ in range(40):
        forward = [item for item in stage.items() if item.objectName() == "turn:next"]
        if not forward or not forward[0].isEnabled():
            return
        stage.touch("turn:next")
        yield


def covered(stage: Stage) -> bool:
    return stage.model.stillThere or stage.leaving.open


def not_whole(stage: Stage) -> list[str]:
    """Words that are cut, or stick out of their place, or leave the screen."""
    screen = QRectF(0, 0, stage.window.width(), stage.window.height())
    found: list[str] = []
    for item in stage.items():
        fits = item.property("fits")
        if fits is None:
            continue
        lies = place(item).adjusted(SLACK, SLACK, -SLACK, -SLACK)
        if not fits or not (lies.isEmpty() or screen.contains(lies)):
            found.append(f"{item.property('text')!r} {place(item)}")
    return found


def front(stage: Stage) -> list[QQuickItem]:
    """What can be touched, of the cover only where one lies above everything."""
    keys = stage.touchables()
    if not covered(stage):
        return keys
    names = {"stay", "leave"} | {f"key:{key}" for key in "1234567890<"}
    return [key for key in keys if key.objectName() in names]


def overlapping(stage: Stage) -> list[str]:
    keys = [(key.objectName(), place(key).adjusted(SLACK, SLACK, -SLACK, -SLACK)) for key in front(stage)]
    return [f"{one} over {other}" for (one, a), (other, b) in combinations(keys, 2) if a.intersects(b)]


def too_small(stage: Stage, least: float) -> list[str]:
    return [
        f"{key.objectName()} {key.width():.0f} x {key.height():.0f}"
        for key in front(stage)
        if min(key.width(), key.height()) < least - SLACK
    ]


LOOKS = [
    pytest.param(PORTRAIT, "id", (), id="portrait id"),
    pytest.param(PORTRAIT, "en", (), id="portrait en", marks=pytest.mark.looks),
    pytest.param(LANDSCAPE, "id", (), id="landscape id", marks=pytest.mark.looks),
    pytest.param(LANDSCAPE, "en", (), id="landscape en"),
    pytest.param(PORTRAIT, "en", ("Larger", "Reach"), id="portrait en larger reach"),
    pytest.param(
        LANDSCAPE,
        "id",
        ("Larger", "Reach", "Contrast"),
        id="landscape id larger reach contrast",
        marks=pytest.mark.looks,
    ),
    pytest.param(LANDSCAPE, "en", ("Larger",), id="landscape en larger", marks=pytest.mark.looks),
    pytest.param(LANDSCAPE, "id", ("Larger", "Larger"), id="landscape id largest"),
    pytest.param(PORTRAIT, "en", ("Larger", "Larger", "Contrast"), id="portrait en largest contrast"),
    pytest.param(SQUARE, "id", (), id="5:4 id", marks=pytest.mark.looks),
    pytest.param((1024, 768), "id", ("15",), id="15 inches id"),
    pytest.param((1366, 768), "en", ("15.6",), id="15.6 inches en", marks=pytest.mark.looks),
    pytest.param((1366, 768), "id", ("15",), id="15 inches wide id", marks=pytest.mark.looks),
    pytest.param((1366, 768), "en", ("Larger", "15"), id="15 inches wide en larger", marks=pytest.mark.looks),
    pytest.param(
        (1366, 768), "id", ("Larger", "Larger", "15"), id="15 inches wide id largest", marks=pytest.mark.looks
    ),
]


@pytest.mark.parametrize(("size", "lang", "ease"), LOOKS)
def test_every_page_stands_whole(
    make_stage: MakeStage, size: tuple[int, int], lang: str, ease: tuple[str, ...]
) -> None:
    stage = make_stage(size, lang)
    booking = (Booking("K7", "AB.3", "2026-11-23", Instant(MORNING + 600_000)),)
    import_bookings(stage.desk.hall_file, new_request(), booking)
    stage.model.ask_offers()
    inches = next((float(each) for each in ease if each[0].isdigit()), 21.5)
    stage.model.hall_told(mounted(stage.hall, inches, None))
    for toggle in ease:
        if not toggle[0].isdigit():
            getattr(stage.model.comfort, f"toggle{toggle}")()
    least = 20 / 25.4 * (size[0] ** 2 + size[1] ** 2) ** 0.5 / inches
    faults: dict[str, list[str]] = {}
    for page in pages(stage):
        stage.settle()
        for at, _ in enumerate(turned(stage)):
            found = (
                (not_whole(stage) if covered(stage) else layout.faults(stage.window))
                + overlapping(stage)
                + too_small(stage, least)
            )
            if found:
                faults[f"{page} {at}"] = found
    assert faults == {}


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_all_32_agencies_stand_on_the_first_screen(
    make_stage: MakeStage, sample: Hall, size: tuple[int, int], lang: str
) -> None:
    stage = make_stage(size, lang)
    shown = {name for name in stage.names() if name.startswith("agency:")}
    assert shown == {f"agency:{code}" for code in sample.agency}
    assert "turn:next" not in stage.names()


def test_larger_text_is_larger_and_reaches_every_agency(make_stage: MakeStage, sample: Hall) -> None:
    stage = make_stage()
    before = stage.find("agency:AB").property("textSize")
    stage.touch("larger")
    assert stage.find("agency:AB").property("textSize") > before * 1.25
    seen: set[str] = set()
    for _ in turned(stage):
        seen |= {name for name in stage.names() if name.startswith("agency:")}
    assert len(seen) == len(sample.agency)


MOUNTED = [
    pytest.param(PORTRAIT, 21.5, None, id="portrait", marks=pytest.mark.looks),
    pytest.param(PORTRAIT, 21.5, 800, id="portrait, high"),
    pytest.param(PORTRAIT, 32, 650, id="portrait, 32 inches", marks=pytest.mark.looks),
    pytest.param(LANDSCAPE, 21.5, None, id="landscape", marks=pytest.mark.looks),
    pytest.param(LANDSCAPE, 21.5, 900, id="landscape, high", marks=pytest.mark.looks),
    pytest.param((1024, 768), 15, 950, id="15 inches"),
]


def mounted(hall: Hall, inches: float, edge_mm: int | None) -> Hall:
    kiosks = {code: dataclasses.replace(k, inches=inches, edge_mm=edge_mm) for code, k in hall.kiosk.items()}
    return dataclasses.replace(hall, kiosk=kiosks)


@pytest.mark.parametrize(("size", "inches", "edge_mm"), MOUNTED)
def test_reach_mode_brings_everything_to_touch_below_1100_mm(
    make_stage: MakeStage, sample: Hall, size: tuple[int, int], inches: float, edge_mm: int | None
) -> None:
    stage = make_stage(size)
    stage.model.hall_told(mounted(sample, inches, edge_mm))
    stage.model.comfort.toggleReach()
    per_mm = (size[0] ** 2 + size[1] ** 2) ** 0.5 / (inches * 25.4)
    edge = edge_mm if edge_mm is not None else 1000 - size[1] / per_mm / 2
    faults: list[str] = []
    for page in pages(stage):
        stage.settle()
        for at, _ in enumerate(turned(stage)):
            for key in front(stage):
                above_floor = edge + (size[1] - place(key).top()) / per_mm
                if above_floor > 1100 + 1:
                    faults.append(f"{page} {at}: {key.objectName()} at {above_floor:.0f} mm")
            faults += [f"{page} {at}: {fault}" for fault in overlapping(stage)]
    assert faults == []


def test_a_hall_with_very_long_names_still_stands_whole(make_stage: MakeStage) -> None:
    stage = make_stage()
    long = "Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah"
    for item in stage.items():
        if item.objectName() == "agency:BA":
            item.setProperty("text", long)
    stage.settle()
    assert not_whole(stage) == []
    assert overlapping(stage) == []


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE, SQUARE], ids=["portrait", "landscape", "5:4"])
def test_the_number_never_shrinks_for_larger_text(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size)
    stage.model.choose("AB.3")
    stage.model.choose("OM.1")
    stage.model.order.setPriority(True)
    stage.model.order.setVisual(True)
    stage.model.take()
    stage.settle()
    usual = layout.pixels(stage.find("number"))
    for _ in range(2):
        stage.model.comfort.toggleLarger()
        stage.settle()
        assert layout.pixels(stage.find("number")) >= usual


def test_a_new_page_is_not_grey_for_a_moment(stage: Stage) -> None:
    stage.theme.set_still(False)
    stage.touch("agency:AB")
    tile = stage.find("service:AB.1")
    assert not tile.isEnabled(), "it takes no touch yet"
    assert not tile.property("off")
    early = stage.window.grabWindow()
    QTest.qWait(stage.theme.guard + 100)
    late = stage.window.grabWindow()
    for key in stage.touchables():
        where = place(key).center().toPoint()
        assert early.pixelColor(where) == late.pixelColor(where), key.objectName()
