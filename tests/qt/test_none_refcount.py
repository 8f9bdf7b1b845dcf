"""PySide6 6.12.0 drops a reference to None at most void calls; on Python 3.11 a process dies of it after some hours."""

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_of_qt_take_no_reference_to_none_away() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(4000):
        thing.setObjectName("a")
        thing.parent()
    assert sys.getrefcount(None) > before - 1000
