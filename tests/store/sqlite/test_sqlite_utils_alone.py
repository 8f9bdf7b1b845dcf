"""sqlite-utils is loaded without numpy, and numpy is there afterwards exactly if it was before."""

import importlib
import sys
import types

import pytest

from shared.store.sqlite import sqlite_utils_alone


@pytest.mark.parametrize("there", [True, False])
def test_numpy_is_as_it_was(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    numpy = types.ModuleType("numpy")
    monkeypatch.setitem(sys.modules, "numpy", numpy)
    if not there:
        monkeypatch.delitem(sys.modules, "numpy")
    before = sqlite_utils_alone.Database
    again = importlib.reload(sqlite_utils_alone)
    assert again.Database is before
    assert sys.modules.get("numpy") is (numpy if there else None)
