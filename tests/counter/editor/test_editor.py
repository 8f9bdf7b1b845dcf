"""The hall's data is edited on the real file: by key, checked, saved, taken back."""

import contextlib
import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from counter.editor.editor_window import EditorWindow
from counter.editor.hall_draft import sections
from counter.localise import Localiser
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.acts import Order, apply_hall
from shared.store.live.thread import PollPace
from tests.helpers.screens.desk import Place


@contextlib.contextmanager
def editing(qtbot: QtBot, place: Place) -> Iterator[EditorWindow]:
    worker = StoreWorker(place.folder, "supervisor", place.clock, PollPace.COUNTER)
    language = Language(("counter",), "id")
    halls: list[Hall] = []
    worker.hall.connect(halls.append)
    worker.start()
    try:
        qtbot.waitUntil(lambda: bool(halls))
        window = EditorWindow(halls[0], worker, Localiser("id", halls[0].hall.time_zone), place.clock)
        qtbot.addWidget(window)
        window.show()
        yield window
    finally:
        worker.stop()
        language.close()


def in_force(place: Place) -> Hall:
    def act(file):
        with file.reading() as db:
            return file.hall(db)

    return place.does(act)  # type: ignore[return-value]


def choose(window: EditorWindow, *words: str) -> None:
    """The record whose line holds all these words."""
    for row in range(window.records.count()):
        line = window.records.item(row).text()
        if all(word in line for word in words):
            window.records.setCurrentRow(row)
            return
    pytest.fail(f"no such record: {words}")


def write(qtbot: QtBot, window: EditorWindow, key: str, text: str) -> None:
    assert window.form is not None
    part = window.form.fields[key].parts[0]
    assert isinstance(part, QLineEdit)
    part.selectAll()
    qtbot.keyClicks(part, text)


def saved(qtbot: QtBot, window: EditorWindow) -> None:
    qtbot.keyClick(window.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "09.00" in window.answer.text())


def test_a_service_is_changed_by_key_and_is_in_force_at_once(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "AB.1")
        assert not window.save.isEnabled()
        write(qtbot, window, "quota", "40")
        write(qtbot, window, "name", "KTP elektronik")
        assert "service.AB.1.quota" in window.answer.text().replace("\u200b", "")
        saved(qtbot, window)
    assert (in_force(place).service["AB.1"].quota, in_force(place).service["AB.1"].name["id"]) == (40, "KTP elektronik")


def test_what_is_wrong_is_said_at_once_and_cannot_be_saved(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "AB.1")
        for wrong in ("0", "lima"):
            write(qtbot, window, "minutes", wrong)
            assert window.problem.isVisible()
            assert not window.save.isEnabled()
        write(qtbot, window, "minutes", "12,5")
        assert not window.problem.isVisible()
        saved(qtbot, window)
    assert in_force(place).service["AB.1"].minutes == 12.5


def test_a_service_with_people_in_line_cannot_go(qtbot: QtBot, place: Place) -> None:
    place.does(lambda file: acts.issue(file, acts.new_request(), Order(("BA.1",))))
    with editing(qtbot, place) as window:
        choose(window, "BA.1")
        window.remove.click()
        for code, counter in in_force(place).counter.items():  # no counter may name it
            if "BA.1" in counter.services:
                window.draft.set(("counter", code, "services"), [s for s in counter.services if s != "BA.1"])
        window._told()  # pyright: ignore[reportPrivateUsage]
        assert window.save.isEnabled(), window.problem.text()
        window.save.click()
        qtbot.waitUntil(lambda: "BA.1" in window.problem.text() and window.problem.isVisible())
    assert "BA.1" in in_force(place).service


def test_a_record_is_added_and_taken_back_from_the_history(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        zone = next(section for section in sections() if section.path == ("zone",))
        window.add_record(zone, "Z")
        assert window.problem.isVisible()  # it has no name yet
        write(qtbot, window, "name", "Zona Z")
        saved(qtbot, window)
        assert in_force(place).zone["Z"].name["id"] == "Zona Z"
        choose(window, "Perubahan sebelumnya")

        def listed() -> bool:
            found = window.findChild(QListWidget, "history")
            return found is not None and found.count() > 0

        qtbot.waitUntil(listed)
        shown = window.findChild(QListWidget, "history")
        assert "zone.Z" in shown.item(0).text()
        window.findChild(QPushButton, "take_back").click()
        assert window.draft.changes == {("zone", "Z"): None}
        saved(qtbot, window)
    assert "Z" not in in_force(place).zone


def test_the_change_of_somebody_else_is_not_undone(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "AB.2")
        write(qtbot, window, "quota", "7")
        other = in_force(place)

        def theirs(file):
            service = {**other.service, "AB.1": dataclasses.replace(other.service["AB.1"], quota=3)}
            return apply_hall.apply(file, dataclasses.replace(other, service=service))

        place.does(theirs)
        saved(qtbot, window)
    assert [in_force(place).service[code].quota for code in ("AB.1", "AB.2")] == [3, 7]


def test_a_search_shows_what_holds_every_word(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        qtbot.keyClicks(window.search, "aturan pangg")
        shown = [
            window.records.item(row).text()
            for row in range(window.records.count())
            if not window.records.item(row).isHidden()
        ]
        assert shown == ["Aturan panggilan"]


def test_each_field_has_a_name_and_what_it_is_for(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "Aturan panggilan")
        for field in window.form.fields.values():
            assert all(part.accessibleName() and part.accessibleDescription() for part in field.parts)
        assert window.form.findChild(QLabel, "form_title").text() == "Aturan panggilan"
