"""A number that was given out at a counter and printed at a kiosk: the bar tells what became of the paper."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from counter.desk.paper_news import PaperNews
from shared.domain.hall_data.hall import Kiosk, Printer
from shared.store.printing.jobs import new_job
from shared.store.printing.operations import of_job
from shared.store.printing.stores import HallPlace
from shared.store.record.job_rows import Asked, JobState
from tests.helpers.hall import small_hall
from tests.helpers.screens.desk import Place, Station, make_place, working


@pytest.fixture
def place(tmp_path: Path) -> Place:
    printing = {"printer": {"P1": Printer("tcp:127.0.0.1:9")}, "kiosk": {"K1": Kiosk("A", ("P1",))}}
    return make_place(tmp_path / "hall", small_hall(**printing))


def given_out(station: Station) -> int:
    """AB-001, to be printed at K1; answers its ticket."""
    station.press(Act.ISSUE, Details(services=("AB.1",), print_at="K1", target="KTP"))

    def ticket(file) -> int:
        with file.reading() as db:
            return db.execute("SELECT MAX(id) FROM tickets").fetchone()[0]

    return station.place.does(ticket)  # pyright: ignore[reportReturnType]


def becomes(place: Place, ticket: int, *states: JobState) -> None:
    """What the kiosk's printing writes of the paper."""

    def act(file) -> None:
        job = new_job(ticket, "AB-001", 1, Asked.STAFF, "K1", place.clock())
        for state in states:
            job = job.moved(state, place.clock())
            HallPlace(lambda work: work(file), "K1").do([of_job(job)])

    place.does(act)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((JobState.SENDING, JobState.SENT, JobState.CONFIRMED), "keluar di anjungan K1"),
        ((JobState.SENDING, JobState.UNKNOWN), "Tidak pasti"),
        ((JobState.FAILED_CLEAN,), "tidak tercetak"),
    ],
)
def test_what_became_of_the_paper(qtbot: QtBot, place: Place, states: tuple[JobState, ...], said: str) -> None:
    with working(qtbot, place) as station:
        PaperNews(station.worker, "1", station.desk.notices, station.bar)
        becomes(place, given_out(station), *states)
        station.until(lambda: said in station.said() and "AB-001" in station.said())


def test_a_kiosk_that_is_off_is_told_and_a_number_of_another_counter_is_not(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place, counter="2") as other, working(qtbot, place) as station:
        PaperNews(other.worker, "2", other.desk.notices, other.bar).patience_ms = 1
        PaperNews(station.worker, "1", station.desk.notices, station.bar).patience_ms = 1
        before = other.said()
        given_out(station)
        station.until(lambda: "tidak tercetak" in station.said())
        other.until(lambda: other.worker.cursor == station.worker.cursor)
        assert other.said() == before
