"""The desk on a real file through the real store thread, with the share going away and coming back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.hall_client import HallFileClient
from kiosk.offers import Offers
from shared.domain.answers import Issued, Refused
from shared.domain.words import Refusal, StepState
from shared.faults import EnvironmentFault, Kind
from shared.qt.worker import StoreWorker
from shared.store import hall_faults
from shared.store.acts.issue import Order
from shared.store.live.thread import PollPace
from shared.store.record.events import events_after
from shared.store.record.transaction import new_request
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.store.away import bring_back, take_away


class Place:
    """A hall's folder that can be taken away, a worker and a desk on it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder / "hall"
        self.away = folder / "away"
        self.local = folder / "local"
        self.local.mkdir(exist_ok=True)
        if not self.folder.exists() and not self.away.exists():
            with open_hall(self.folder):
                pass
        self.worker = StoreWorker(self.folder, "K1", StandingClock(), PollPace.DISPLAY)
        self.desk = HallFileClient(self.worker, "K1", self.local, self.folder, StandingClock())
        self.worker.share.connect(self.desk.share_told)
        self.halls: list[str] = []
        self.desk.hall_known.connect(lambda hall: self.halls.append(hall.hall.name["id"]))
        self.found = self.desk.start()
        self.worker.start()

    def ready(self) -> None:
        self.qtbot.waitUntil(self.desk.survives)

    def gone(self) -> None:
        take_away(self.folder)
        self.qtbot.waitUntil(lambda: self.worker.state is not None and not self.worker.state.ok)
        self.qtbot.wait(50)

    def back(self) -> None:
        bring_back(self.folder)
        self.qtbot.waitUntil(lambda: self.worker.state is not None and self.worker.state.ok)
        self.qtbot.wait(50)

    def take(self, service: str = "AB.1", request: str | None = None) -> tuple[Issued | Refused | Exception, bool]:
        came: list[Any] = []
        self.desk.issue(
            request or new_request(),
            Order((service,), kiosk="K1"),
            lambda answer, unsettled: came.append((answer, unsettled)),
            lambda error: came.append((error, False)),
        )
        self.qtbot.waitUntil(lambda: bool(came))
        return came[0]

    def offers(self) -> Offers:
        came: list[Offers] = []
        self.desk.offers(came.append)
        self.qtbot.waitUntil(lambda: bool(came))
        return came[0]

    def events(self) -> list[tuple[str, str | None]]:
        with open_hall(self.folder) as hall_file, hall_file.reading() as db:
            return [(event.what.value, event.label) for event in events_after(db, 0)]

    def close(self) -> None:
        self.desk.close()
        self.worker.stop()


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    place = Place(qtbot, tmp_path)
    place.ready()
    yield place
    place.close()


def test_with_the_share_numbers_come_from_the_file(place: Place) -> None:
    answer, unsettled = place.take()
    assert isinstance(answer, Issued)
    assert (answer.label, unsettled) == ("AB-001", False)
    assert place.offers().of("AB.1").ahead == 1


def test_a_call_for_help_is_told_to_the_staff(place: Place) -> None:
    told: list[bool] = []
    place.desk.call_help(told.append)
    place.qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    assert ("help_requested", None) in place.events()


def test_without_the_share_the_kiosk_goes_on_and_settles_later(place: Place) -> None:
    first, _ = place.take()
    place.gone()
    assert place.desk.survives()
    second, unsettled = place.take()
    assert isinstance(first, Issued)
    assert isinstance(second, Issued)
    assert unsettled
    assert second.label != first.label
    assert place.offers().of("AB.1").ahead >= 1
    place.back()
    place.qtbot.waitUntil(lambda: ("settled", second.label) in place.events())
    issued = [label for what, label in place.events() if what == "issued"]
    assert sorted(issued) == sorted({first.label, second.label})


def test_a_kiosk_knows_its_latest_numbers_when_the_share_goes(place: Place) -> None:
    place.take()
    spool = place.desk._spool  # pyright: ignore[reportPrivateUsage]
    assert spool is not None

    def known() -> int:
        lines = spool.lines(StandingClock()())
        return 0 if lines is None else lines.waiting("AB.1")

    place.qtbot.waitUntil(lambda: known() == 1)  # long before the next regular look
    place.gone()
    answer, _ = place.take()
    assert isinstance(answer, Issued)
    assert answer.steps[0].ahead == 1


def test_a_kiosk_that_starts_without_its_share_knows_its_hall(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    place.close()
    take_away(place.folder)
    again = Place(qtbot, tmp_path)
    assert again.found
    qtbot.waitUntil(lambda: again.halls == ["MPP Contoh"])
    again.ready()
    answer, unsettled = again.take("BA.1")
    assert isinstance(answer, Issued)
    assert unsettled
    again.close()
    bring_back(place.folder)


def test_a_kiosk_that_never_saw_its_hall_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    place = Place(qtbot, tmp_path)
    assert not place.found
    qtbot.waitUntil(lambda: place.worker.state is not None)
    answer, _ = place.take()
    assert isinstance(answer, EnvironmentFault)
    assert not place.desk.survives()
    place.close()


def test_a_broken_pointer_is_no_pointer(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / "halls.json").write_text("{")
    place = Place(qtbot, tmp_path)
    assert not place.found
    place.ready()
    assert str(place.folder) in json.loads((tmp_path / "local" / "halls.json").read_text())
    place.close()


def test_the_same_press_gets_the_same_number_from_the_spool(place: Place) -> None:
    place.gone()
    request = new_request()
    first, _ = place.take(request=request)
    second, _ = place.take(request=request)
    assert isinstance(first, Issued)
    assert first == second
    place.back()


def test_what_the_spool_refuses_is_a_refusal(place: Place) -> None:
    place.gone()
    labels: set[str] = set()
    for _ in range(60):
        answer, unsettled = place.take()
        if isinstance(answer, Refused):
            break
        assert isinstance(answer, Issued)
        assert answer.label not in labels
        labels.add(answer.label)
    else:
        pytest.fail("the numbers of a kiosk never end")
    assert answer.code is Refusal.NO_NUMBERS_LEASED
    assert not unsettled
    place.back()


def test_a_press_cut_off_in_commit_leaves_no_ghost(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file took the number, but nobody heard: the visitor's comes from the spool, the file's is taken out."""
    do = place.worker.do

    def cut(operation: Any, done: Any, fault: Any = None, patience: Any = None) -> None:
        if patience is None:
            do(operation, done, *([fault] if fault else []))
        else:
            do(operation, lambda _answer: fault(hall_faults.half_commit(Kind.GONE)), fault)

    monkeypatch.setattr(place.worker, "do", cut)
    answer, unsettled = place.take()
    monkeypatch.undo()
    assert isinstance(answer, Issued)
    assert unsettled
    place.desk.tend()
    place.qtbot.waitUntil(lambda: ("cancelled", "AB-001") in place.events())
    assert ("settled", answer.label) in place.events()
    with open_hall(place.folder) as hall_file, hall_file.reading() as db:
        states = dict(db.execute("SELECT label, state FROM steps JOIN tickets ON tickets.id = ticket").fetchall())
    assert states == {"AB-001": StepState.CANCELLED.value, answer.label: StepState.WAITING.value}


def test_a_number_in_vain_is_cancelled_with_the_share_and_after_an_outage(place: Place) -> None:
    kept, _ = place.take()
    first, _ = place.take()
    assert isinstance(first, Issued)
    assert isinstance(kept, Issued)
    place.desk.withdraw(first)
    place.qtbot.waitUntil(lambda: ("cancelled", first.label) in place.events())
    place.gone()
    second, unsettled = place.take()
    assert isinstance(second, Issued)
    assert unsettled
    place.desk.withdraw(second)
    place.back()
    place.qtbot.waitUntil(lambda: ("cancelled", second.label) in place.events())
    assert ("cancelled", kept.label) not in place.events()


def test_a_bug_is_told_as_a_fault_not_hidden_by_the_spool(place: Place) -> None:
    came: list[Exception] = []
    place.desk.issue(
        new_request(),
        Order(("ZZ.9",)),
        lambda answer, _: pytest.fail(f"{answer}"),
        came.append,
    )
    place.qtbot.waitUntil(lambda: bool(came))
    assert not isinstance(came[0], EnvironmentFault)
