"""Every statement of the neutral rooms is SQL that SQLite and PostgreSQL both understand."""

import ast
import builtins
import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

import shared.store.acts
import shared.store.live
import shared.store.questions
import shared.store.record

ROOMS = (shared.store.record, shared.store.acts, shared.store.questions, shared.store.live)
VERB = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|ROLLBACK|RELEASE|PRAGMA|REPLACE|WITH)\b")
STAYS = {
    "INDEXED BY steps_at_counter": "without it SQLite reads a page for each visitor at a counter, not two for the hall;"
    " an engine that does not know the words leaves them out (questions.lines.AT_COUNTER)",
}
"""What stays although one of the two does not understand it, and why."""
TRANSACTION = ("SAVEPOINT new_day", "ROLLBACK TO new_day", "RELEASE new_day")
"""Understood by both, and not by the parser."""
ONLY_SQLITE = re.compile(
    r"\bINSERT OR\b|\bUPDATE OR\b|\bREPLACE INTO\b|\bINDEXED BY\b|\bNOT INDEXED\b|\bsqlite_\w+|\bPRAGMA\b|\bGLOB\b"
    r"|\blast_insert_rowid\b|\bchanges\(|\bjson_\w+\(|\bstrftime\(|\bprintf\(|\bifnull\(|\biif\(|\browid\b"
    r"|\bIN \(\s*\)",
    re.IGNORECASE,
)
ONLY_SQLITE3 = re.compile(r"\.(lastrowid|total_changes|in_transaction|executescript|row_factory)\b")


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        yield room
        for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


class Pieces(dict[str, Any]):
    """The names that a statement is put together from in a function: what they may be there."""

    def __missing__(self, name: str) -> Any:
        return ("a", "b")


CHANGES = "state = ?, place = ?"


def held(value: Any) -> Iterator[str]:
    """The statements in a module's constant."""
    if isinstance(value, str) and VERB.match(value):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from held(one)


def executed(module: ModuleType) -> Iterator[str]:
    """The statements that a module gives to ``execute``, those in pieces put together."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("execute"):
            piece = node.args[0]
            if isinstance(piece, ast.Subscript):  # out of a table of statements, which is a constant
                continue
            names = Pieces({**vars(builtins), **vars(module), "changes": CHANGES, "places": "?, ?"})
            names["names"] = "id, counter" if "INSERT" in ast.unparse(piece) else CHANGES
            yield eval(compile(ast.Expression(piece), module.__name__, "eval"), {"__builtins__": {}}, names)


def statements() -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for module in modules():
        for value in vars(module).values():
            for sql in held(value):
                found.setdefault(sql, module.__name__)
        for sql in executed(module):
            found.setdefault(sql, module.__name__)
    return [(where, sql) for sql, where in found.items()]


STATEMENTS = statements()


def doubts(sql: str) -> list[str]:
    """What one of the two engines does not understand, or understands otherwise."""
    for stays in STAYS:
        sql = sql.replace(stays, "")
    if sql in TRANSACTION:
        return []
    found = [f"only SQLite knows {match.group()}" for match in ONLY_SQLITE.finditer(sql)]
    if found:
        return found
    sqlglot.parse_one(sql, read="sqlite")
    numbers = iter(range(1, 1000))
    tree = sqlglot.parse_one(re.sub(r"\?", lambda _: f"${next(numbers)}", sql), read="postgres")
    return [*_aggregates(tree), *_selects(tree), *_upserts(tree)]


_TRUTH = (exp.EQ, exp.NEQ, exp.GT, exp.LT, exp.GTE, exp.LTE, exp.And, exp.Or, exp.Not, exp.In, exp.Is)


def _aggregates(tree: exp.Expression) -> Iterator[str]:
    for call in tree.find_all(exp.Sum, exp.Max, exp.Min, exp.Avg):
        if isinstance(call.this, _TRUTH):
            yield f"an aggregate of a truth value: {call.sql()}"
        if call.expressions:
            yield f"max or min of several values, which is greatest or least elsewhere: {call.sql()}"
    for call in tree.find_all(exp.Greatest, exp.Least):
        yield f"max or min of several values, which is greatest or least elsewhere: {call.sql()}"


def _selects(tree: exp.Expression) -> Iterator[str]:
    for select in tree.find_all(exp.Select):
        aliases = {one.alias for one in select.expressions if isinstance(one, exp.Alias)}
        having = select.args.get("having")
        if having is not None:
            for column in having.find_all(exp.Column):
                if column.name in aliases and not column.find_ancestor(exp.AggFunc):
                    yield f"HAVING names the alias {column.name}"
        yield from _ungrouped(select)
        for source in [select.args.get("from_") or select.args.get("from"), *select.args.get("joins", ())]:
            if source is not None and isinstance(source.this, exp.Subquery) and not source.this.alias:
                yield "a subquery in FROM has no name"


def _ungrouped(select: exp.Select) -> Iterator[str]:
    group = select.args.get("group")
    counts = any(one.find(exp.AggFunc) for one in select.expressions)
    if group is None and not counts:
        return
    keys = {key.sql() for key in group.expressions} if group is not None else set[str]()
    for one in select.expressions:
        for column in one.find_all(exp.Column):
            outside = column.find_ancestor(exp.AggFunc) is None and column.find_ancestor(exp.Select) is select
            if outside and column.sql() not in keys:
                yield f"{column.sql()} is neither grouped by nor counted"


def _upserts(tree: exp.Expression) -> Iterator[str]:
    for conflict in tree.find_all(exp.OnConflict):
        for change in conflict.expressions:
            for column in change.expression.find_all(exp.Column):
                if not column.table:
                    yield f"{column.name} in DO UPDATE may be the old or the new one"


def test_the_statements_are_found():
    rooms = {where.split(".")[2] for where, _ in STATEMENTS}
    assert rooms == {"record", "acts", "questions"}  # live asks by the others
    verbs = {sql.split()[0] for _, sql in STATEMENTS}
    assert {"SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT"} <= verbs
    assert any("INSERT INTO steps" in sql for _, sql in STATEMENTS)
    assert any("UPDATE tallies SET" in sql for _, sql in STATEMENTS)  # out of a table of statements


def test_sqlite_and_postgresql_both_understand_each_statement():
    assert {f"{where}: {doubt}\n{sql}" for where, sql in STATEMENTS for doubt in doubts(sql)} == set()


def test_what_stays_is_still_there():
    for stays in STAYS:
        assert any(stays in sql for _, sql in STATEMENTS), f"{stays} is gone: take it off the list"


def test_the_neutral_rooms_use_nothing_that_only_sqlite3_has():
    for module in modules():
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        assert "sqlite3" not in source, module.__name__
        assert ONLY_SQLITE3.findall(source) == [], module.__name__
        assert re.findall(r"^\s*(?:from|import) shared\.store\.sqlite\b.*", source, re.MULTILINE) == [], module.__name__


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR IGNORE INTO days (day) VALUES (?)",
        "INSERT OR REPLACE INTO disturbed VALUES (?, ?)",
        "SELECT 1 FROM steps s INDEXED BY steps_called WHERE s.id = ?",
        "SELECT seq FROM sqlite_sequence WHERE name = 'events'",
        "INSERT INTO numbers (day, next) VALUES (?, 2) ON CONFLICT (day) DO UPDATE SET next = next + 1",
        "SELECT service, sum(waiting) AS people FROM tallies GROUP BY service HAVING people > 0",
        "SELECT id FROM steps WHERE id IN ()",
        "SELECT sum(state = 'done') FROM steps",
        "SELECT max(state = 'waiting' AND ready = 1) FROM steps",
        "SELECT to_counter, day, count(*) FROM steps GROUP BY to_counter",
        "SELECT day, max(number) FROM calls",
        "SELECT n FROM (SELECT count(*) AS n FROM steps)",
        "SELECT max(since, called_at) FROM steps",
        "SELECT json_extract(data, '$.x') FROM events",
        "SELECT 1 WHERE json_valid(?)",
        "PRAGMA user_version",
    ],
)
def test_what_one_of_the_two_does_not_understand_is_refused(sql: str):
    assert doubts(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT day, count(*) FROM calls GROUP BY day HAVING count(*) > 1",
        "SELECT n FROM (SELECT count(*) AS n FROM steps) AS counted",
        textwrap.dedent("INSERT INTO t (a, n) VALUES (?, 1) ON CONFLICT (a) DO UPDATE SET n = t.n + excluded.n"),
    ],
)
def test_what_both_understand_is_not_refused(sql: str):
    assert doubts(sql) == []
