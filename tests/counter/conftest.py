"""What the tests of the counter share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shared.qt import fonts
from shared.qt.theme import Theme
from tests.helpers.screens.desk import Place, make_place

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what only a window manager could do; the store's log says that a share went away."""
    for item in items:
        if "counter" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> Iterator[None]:
    """The bundled font, and the ordinary theme after each test."""
    fonts.use(qapp)
    yield
    Theme.instance().set_larger(False)
    Theme.instance().set_high_contrast(False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A small hall of its own."""
    return make_place(tmp_path / "hall")
