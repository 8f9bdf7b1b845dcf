"""A page that is gone leaves nothing in memory, nor does a change of language."""

import gc

from PySide6.QtCore import QObject, QTranslator

from shared.qt.language import Language
from tests.helpers.screens.kiosk import Stage


def qt_objects() -> int:
    gc.collect()
    return sum(isinstance(thing, QObject) for thing in gc.get_objects())


def test_pages_that_are_gone_leave_no_object_behind(stage: Stage) -> None:
    def round_trip() -> None:
        stage.model.showAgency("AB")
        stage.settle()
        stage.model.forget()
        stage.settle()

    round_trip()
    before = qt_objects()
    for _ in range(3):
        round_trip()
    assert qt_objects() <= before


def test_a_language_is_loaded_once() -> None:
    language = Language(("shared", "kiosk"), "id")
    language.use("en")
    there = len(language.findChildren(QTranslator))
    for code in ("id", "en") * 3:
        language.use(code)
    assert len(language.findChildren(QTranslator)) == there
    language.close()
