"""A visitor who is sent to a counter where nobody serves does not disappear."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.dialogs.slips import AbsentAsk
from counter.dialogs.transfer import TransferAsk
from counter.supervisor.staff_messages import told
from shared.store import acts
from shared.store.questions.counter import counter_view
from shared.store.record.events import for_staff
from shared.store.sqlite.connection import HallFile
from tests.helpers.screens.desk import Place, Station, working


def send_to_counter_2(station: Station) -> None:
    station.qtbot.keyClick(station.bar, Qt.Key.Key_F8)
    ask = station.dialogs._open
    assert isinstance(ask, TransferAsk)
    assert any("TIDAK BUKA" in goal.words for goal in ask.choice.choices if goal.code == "counter 2")
    search = ask.findChild(QLineEdit, "search")
    station.qtbot.keyClicks(search, "loket 2")
    station.qtbot.keyClick(search, Qt.Key.Key_Return)
    station.until(lambda: station.desk.busy is None)


@pytest.mark.parametrize("closed", [True, False])
def test_sending_there_asks_and_the_visitor_stays_in_the_senders_list(qtbot: QtBot, place: Place, closed: bool) -> None:
    place.issue()
    if closed:
        place.does(lambda f: acts.close_counter(f, acts.new_request(), "2"))
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        send_to_counter_2(station)
        station.until(lambda: isinstance(station.dialogs._open, AbsentAsk))
        ask = station.dialogs._open
        assert ask is not None
        assert place.state_of("AB-001") == "called"
        qtbot.mouseClick(ask.accept_button, Qt.MouseButton.LeftButton)
        station.until(lambda: station.label() is None and station.desk.busy is None)
        view = station.desk.view
        assert view is not None
        assert [(row.label, row.to_counter) for row in view.sent] == [("AB-001", "2")]
        assert view.waiting_in_all == len(view.line) == 0
        station.dialogs.lists_window.open()
        page = station.dialogs.lists_window.pages[3]
        station.dialogs.lists_window.tabs.setCurrentIndex(3)
        assert page.model.index(0, 5).data() == "hanya loket 2, TIDAK BUKA"
        station.ticks.now += 1
        page.table.selectRow(0)
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
        station.until(lambda: station.desk.view is not None and not station.desk.view.sent)
        station.settle()
        station.press(Act.NEXT)
        assert station.label() == "AB-001"


def test_the_supervisor_is_told_and_the_counter_calls_once_it_opens(place: Place, qtbot: QtBot) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        with HallFile.open(place.folder, device="1", clock=place.clock) as file:
            acts.transfer(file, "t", acts.Target(counter="1"), to_counter="3", anyway=True)
            with file.reading() as db:
                (message,) = for_staff(db)
                assert (
                    told(message, place.hall, station.desk.localiser) == "AB-001 dialihkan ke loket 3 yang tidak buka."
                )
                sender, target = (counter_view(db, place.hall, code, place.clock()) for code in ("1", "3"))
            assert [row.label for row in sender.sent] == ["AB-001"]
            assert target.waiting_in_all == len(target.line) == 1, (
                "a service that the counter does not offer, sent there"
            )
    assert place.next_at("3") == "AB-001"


def test_a_refusal_of_the_store_names_the_counter(tmp_path: Path, place: Place) -> None:
    place.issue()
    place.next_at("1")
    refused = place.does(lambda f: acts.transfer(f, "t", acts.Target(counter="1"), to_counter="2", anyway=False))
    assert refused.sentence["id"] == "Loket 2 tutup."  # pyright: ignore
