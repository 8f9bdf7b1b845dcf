from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from shared.qt.list_model import RowsModel, camel


@dataclass(frozen=True)
class Line:
    code: str
    wait_low: int = 0
    name: str = ""


class Watched:
    """A model with a record of what it told its views, and a view that follows it by that alone."""

    def __init__(self) -> None:
        self.model = RowsModel(Line)
        self.told: list[Any] = []
        self.view: list[Line] = []
        self.model.rowsInserted.connect(self._inserted)
        self.model.rowsRemoved.connect(self._removed)
        self.model.rowsMoved.connect(self._moved)
        self.model.dataChanged.connect(self._changed)
        self.model.modelReset.connect(lambda: self.told.append("reset"))

    def _row(self, at: int) -> Line:
        index = self.model.index(at)
        return Line(*(self.model.data(index, Qt.ItemDataRole.UserRole + field) for field in (1, 2, 3)))

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.told.append(("insert", first, last))
        self.view[first:first] = [self._row(at) for at in range(first, last + 1)]

    def _removed(self, _: QModelIndex, first: int, last: int) -> None:
        self.told.append(("remove", first, last))
        del self.view[first : last + 1]

    def _moved(self, _: QModelIndex, first: int, last: int, __: QModelIndex, to: int) -> None:
        self.told.append(("move", first, to))
        self.view.insert(to, self.view.pop(first))

    def _changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        self.told.append(("change", first.row(), sorted(roles)))
        self.view[first.row()] = self._row(first.row())


@pytest.fixture
def watched() -> Watched:
    watched = Watched()
    watched.model.set_rows([Line("a"), Line("b"), Line("c")])
    watched.told.clear()
    return watched


def test_one_changed_field_tells_that_row_and_that_role(watched: Watched) -> None:
    watched.model.set_rows([Line("a"), Line("b", 7), Line("c")])
    assert watched.told == [("change", 1, [Qt.ItemDataRole.UserRole + 2])]


def test_the_same_rows_tell_nothing(watched: Watched) -> None:
    watched.model.set_rows([Line("a"), Line("b"), Line("c")])
    assert watched.told == []


def test_a_row_that_goes_and_one_that_comes(watched: Watched) -> None:
    watched.model.set_rows([Line("b"), Line("d"), Line("c")])
    assert watched.told == [("remove", 0, 0), ("insert", 1, 1)]


def test_neighbours_go_together(watched: Watched) -> None:
    watched.model.set_rows([Line("c")])
    assert watched.told == [("remove", 0, 1)]


def test_a_row_that_moves_is_moved(watched: Watched) -> None:
    watched.model.set_rows([Line("c"), Line("a"), Line("b")])
    assert watched.told == [("move", 2, 0)]


def test_two_rows_of_one_key_are_refused(watched: Watched) -> None:
    with pytest.raises(ValueError, match="two rows"):
        watched.model.set_rows([Line("a"), Line("a", 2)])


def test_roles_have_the_fields_names_in_camel_case(watched: Watched) -> None:
    assert {bytes(name.data()).decode() for name in watched.model.roleNames().values()} == {"code", "waitLow", "name"}
    assert camel("people_ahead_now") == "peopleAheadNow"


def test_the_first_field_is_what_a_plain_view_shows(watched: Watched) -> None:
    index = watched.model.index(1)
    assert watched.model.data(index) == "b"
    assert watched.model.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert watched.model.data(watched.model.index(9)) is None
    assert watched.model.rowCount(index) == 0


_lines = st.lists(st.builds(Line, st.sampled_from("abcdefgh"), st.integers(0, 2)), unique_by=lambda line: line.code)


@given(st.lists(_lines, max_size=6))
def test_a_view_that_follows_the_signals_shows_the_rows_whatever_comes(stages: list[list[Line]]) -> None:
    watched = Watched()
    for rows in stages:
        watched.model.set_rows(rows)
        assert watched.view == rows == list(watched.model.rows)
        assert watched.model.count == len(rows)
    assert "reset" not in watched.told


def test_qt_s_own_tester_finds_no_fault(qtbot: QtBot, qtmodeltester: Any) -> None:
    model = RowsModel(Line)
    qtmodeltester.check(model, force_py=True)
    model.set_rows([Line("a"), Line("b")])
    model.set_rows([Line("b"), replace(Line("a"), name="x"), Line("c")])
    qtmodeltester.check(model, force_py=True)
