"""Cyclic garbage is collected on the GUI thread, and only there."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from shared.qt.garbage import GuiGarbage


class Knot(QObject):
    """A Qt object that only the cycle collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def garbage(qapp):
    owner = QObject()
    made = GuiGarbage(owner)
    yield made
    made.stop()
    gc.disable()  # as the other tests want it


def test_allocations_of_another_thread_free_no_qt_object(garbage):
    knot = weakref.ref(Knot())

    def allocate() -> None:
        kept = [[] for _ in range(20_000)]
        assert len(kept) == 20_000

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert knot() is not None


def test_the_collector_frees_it(garbage):
    knot = Knot()
    weak = weakref.ref(knot)
    del knot
    pile = [[] for _ in range(2 * gc.get_threshold()[0])]
    garbage.collect()
    assert weak() is None
    assert pile


def test_stopping_gives_the_work_back_to_python(qapp):
    owner = QObject()
    garbage = GuiGarbage(owner)
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
    gc.disable()
