"""Own words for refusals, problems in Indonesian, going back to a version, and what a change would do to the day."""

import dataclasses

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from counter.editor.hall_draft import HallDraft
from counter.editor.preview import Preview
from counter.localise import Localiser
from shared.domain.hall_data.staff import Officer, Role
from shared.domain.words import Instant
from shared.store import acts
from shared.store.acts import Target, apply_hall
from shared.store.questions.hall_history import EarlierChange
from tests.counter.editor.test_editor import choose, editing, in_force, write
from tests.helpers.hall import DAY, small_hall
from tests.helpers.screens.desk import Place


def test_a_refusals_own_words_are_written_in_a_form(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "Kata-kata penolakan")
        assert window.form is not None
        field = window.form.fields["quota_used_up"]
        assert field.parts[0].placeholderText().startswith("id ")
        write(qtbot, window, "quota_used_up", "Kuota habis, datang besok {time}.")
        window.save.click()
        qtbot.waitUntil(lambda: "quota_used_up" in in_force(place).words)
        assert in_force(place).words["quota_used_up"]["id"].startswith("Kuota habis")


def test_what_is_wrong_is_said_in_the_language_of_the_window(qtbot: QtBot, place: Place) -> None:
    with editing(qtbot, place) as window:
        choose(window, "AB.1")
        write(qtbot, window, "minutes", "0")
        assert any("harus lebih dari 0. Tulis rata-rata menit di loket." in line for line in window.wrong())


def test_the_hall_goes_back_to_what_it_was_before_a_version(qtbot: QtBot, place: Place) -> None:
    first = in_force(place)
    for minutes in (7.0, 9.0, 11.0):
        services = {**first.service, "AB.1": dataclasses.replace(first.service["AB.1"], minutes=minutes)}
        zones = {**first.zone, "A": dataclasses.replace(first.zone["A"], name={"id": f"Zona {minutes:g}"})}
        place.does(lambda f, s=services, z=zones: apply_hall.apply(f, dataclasses.replace(first, service=s, zone=z)))
    with editing(qtbot, place) as window:
        qtbot.waitUntil(lambda: len(window.history) == 6)
        window.back_to_before(2)  # a line of the second version
        window.save.click()
        qtbot.waitUntil(lambda: in_force(place).service["AB.1"].minutes == 7.0)
        assert in_force(place).zone["A"].name == {"id": "Zona 7"}


def test_a_pin_is_never_taken_back() -> None:
    hall = dataclasses.replace(small_hall(), officer={"BUDI": Officer(Role.SUPERVISOR, pin="scrypt:new")})
    draft = HallDraft(hall)
    draft.take_back([EarlierChange(Instant(0), "", "officer", "BUDI", {"role": "lead"}, {"role": "supervisor"}, 2)])
    assert draft.value(("officer", "BUDI")) == {"role": "lead", "pin": "scrypt:new"}


def day_of(place: Place) -> None:
    """Six visitors, three of them served."""
    for number in range(6):
        place.issue("AB.1", priority=number == 5)
        place.clock.advance(minutes=1)
    for _ in range(3):
        place.next_at("1")
        place.clock.advance(minutes=4)
        place.does(lambda f: acts.start(f, acts.new_request(), Target(counter="1")))
        place.does(lambda f: acts.finish(f, acts.new_request(), Target(counter="1")))


@pytest.mark.soak  # three processes
def test_the_day_is_run_again_under_the_new_rules_or_given_up(qtbot: QtBot, place: Place) -> None:
    day_of(place)
    with editing(qtbot, place) as window:
        window.preview = Preview(place.folder, Localiser("id", "Asia/Makassar"), window)
        window.preview.show()
        rules = dataclasses.replace(place.hall.rules.priority, ordinary=1, priority=1)
        hall = dataclasses.replace(place.hall, rules=dataclasses.replace(place.hall.rules, priority=rules))
        window.preview.start(hall, DAY)
        assert window.preview.runs
        window.preview.findChild(QPushButton, "cancel_preview").click()
        assert not window.preview.runs
        window.preview.start(hall, DAY)
        qtbot.waitUntil(lambda: not window.preview.runs, timeout=110_000)
        told = window.preview.words.text().replace("\u200b", "")
        assert "menurut aturan baru" in told
        assert "Dipanggil lewat jam tutup" in told
