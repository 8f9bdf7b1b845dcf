"""The kiosk's adapter on the real printing service with an emulated printer on a real socket."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.paper_words import FINAL, Paper, PaperState, advice, headline
from kiosk.printing import PrinterPrinting, Printing, paper_state
from kiosk.staff_papers import StaffPapers
from printers.dialogue.condition import Trouble
from printers.emulator.server import EmulatedPrinter
from printers.queue.job_handle import Progress
from shared.domain.answers import Issued
from shared.domain.hall_data.hall import Hall, Printer
from shared.qt.worker import StoreWorker
from shared.store.acts.issue import Order, issue
from shared.store.live.thread import PollPace
from shared.store.record.events import events_after
from shared.store.record.job_rows import JobState
from shared.store.record.transaction import new_request
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import StandingClock


def progress(state: JobState, fate: JobState | None = None, **more: object) -> Progress:
    return Progress(state, fate, **{"printer": "P1", "copy": 1, "trouble": None, "sentence": {}, **more})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("told", "paper"),
    [
        (progress(JobState.QUEUED, printer=None), Paper.PRINTING),
        (progress(JobState.SENDING), Paper.PRINTING),
        (progress(JobState.SENT), Paper.PRINTING),
        (progress(JobState.SENT, trouble=Trouble.PAPER_OUT), Paper.STALLED),
        (progress(JobState.SENDING, printer="P2"), Paper.ELSEWHERE),
        (progress(JobState.CONFIRMED, JobState.CONFIRMED), Paper.PRINTED),
        (progress(JobState.UNVERIFIED, JobState.UNVERIFIED), Paper.UNVERIFIED),
        (progress(JobState.UNKNOWN, JobState.UNKNOWN), Paper.UNKNOWN),
        (progress(JobState.FAILED_CLEAN, JobState.FAILED_CLEAN), Paper.FAILED),
    ],
)
def test_what_the_service_tells_in_the_kiosk_s_words(told: Progress, paper: Paper) -> None:
    state = paper_state(told, "P1", True)
    assert state.paper is paper
    assert state.again == (paper in (Paper.PRINTED, Paper.UNVERIFIED, Paper.UNKNOWN))
    assert (told.fate is None) == (paper not in FINAL)
    assert not paper_state(told, "P1", False).again


@pytest.mark.parametrize("paper", list(Paper))
def test_every_state_has_words_and_never_doubts_the_number(qtbot: QtBot, paper: Paper) -> None:
    assert headline(PaperState(paper))
    assert "valid" in advice(PaperState(paper)) or "called" in advice(PaperState(paper))


def test_a_kiosk_without_printers_says_so_at_once(qtbot: QtBot, hall_file: HallFile) -> None:
    printing = Printing()
    issued = take(hall_file)
    assert printing.begin(issued).paper is Paper.NONE
    assert printing.again(issued).paper is Paper.NONE


def take(hall_file: HallFile) -> Issued:
    answer = issue(hall_file, new_request(), Order(("AB.1",)))
    assert isinstance(answer, Issued)
    return answer


@pytest.fixture
def printer() -> Iterator[EmulatedPrinter]:
    with EmulatedPrinter(port=0, pace=20) as printer:
        yield printer


@pytest.fixture
def printing(
    qtbot: QtBot,
    hall_file: HallFile,
    sample: Hall,
    printer: EmulatedPrinter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[PrinterPrinting]:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    folder = hall_file.folder
    worker = StoreWorker(folder, "K1", StandingClock(), PollPace.KIOSK)
    worker.start()
    printing = PrinterPrinting("K1", folder, worker, StandingClock())
    kiosk = dataclasses.replace(sample.kiosk["K1"], printers=("P1",))
    printing.set_hall(dataclasses.replace(sample, kiosk={"K1": kiosk}, printer={"P1": Printer(printer.link)}))
    yield printing
    printing.close()
    worker.stop()


def test_a_number_that_staff_gave_out_comes_out_once_and_this_kiosk_s_visitor_hears_nothing(
    qtbot: QtBot, hall_file: HallFile, printing: PrinterPrinting, printer: EmulatedPrinter
) -> None:
    told: list[object] = []
    printing.told.connect(lambda ticket, state: told.append((ticket, state)))
    papers = StaffPapers("K1", printing.worker, printing, StandingClock())
    qtbot.waitUntil(lambda: printing.worker.state is not None)  # what came before is no news
    for kiosk in ("K2", "K1"):
        issue(hall_file, new_request(), Order(("AB.1",), print_at=kiosk), "Ani")
    qtbot.waitUntil(lambda: len(printer.pieces()) == 1)
    with hall_file.reading() as db:
        heard = [event for event in events_after(db, 0) if event.data.get("print_at")]
    papers.news_came(heard)
    qtbot.wait(300)
    assert (len(printer.pieces()), told) == (1, [])


def test_a_ticket_comes_out_and_once_more_when_asked(
    qtbot: QtBot, hall_file: HallFile, printing: PrinterPrinting, printer: EmulatedPrinter
) -> None:
    told: list[tuple[int, PaperState]] = []
    printing.told.connect(lambda ticket, state: told.append((ticket, state)))
    issued = take(hall_file)
    assert printing.begin(issued).paper is Paper.PRINTING
    qtbot.waitUntil(lambda: bool(told) and told[-1][1].paper in FINAL)
    assert told[-1] == (issued.ticket, PaperState(Paper.PRINTED, again=True))
    assert len(printer.pieces()) == 1
    told.clear()
    assert printing.again(issued).paper is Paper.PRINTING
    qtbot.waitUntil(lambda: bool(told) and told[-1][1].paper in FINAL)
    assert told[-1] == (issued.ticket, PaperState(Paper.PRINTED, again=False))
    assert len(printer.pieces()) == 2
    told.clear()
    printing.again(issued)
    qtbot.waitUntil(lambda: bool(told) and told[-1][1].paper in FINAL)
    assert len(printer.pieces()) == 2


def test_a_printer_without_paper_is_told_as_it_is(
    qtbot: QtBot, hall_file: HallFile, printing: PrinterPrinting, printer: EmulatedPrinter
) -> None:
    told: list[Paper] = []
    printing.told.connect(lambda _ticket, state: told.append(state.paper))
    printer.fault("paper_out")
    printing.begin(take(hall_file))
    qtbot.waitUntil(lambda: bool(told) and told[-1] in (Paper.STALLED, Paper.FAILED, Paper.UNKNOWN))
    assert Paper.PRINTED not in told
