"""What the sources can say in an answer: the lines of every ``Reply``, and all that a command prints by itself.

As ``fault_sources`` reads faults. Single words that stand in a line are read too; ``{}`` stands for what changes.
"""

import ast
from collections.abc import Iterator

from tests.text.fault_sources import (
    PLACE,
    Function,
    Reader,
    Source,
    called,
    calls,
    functions,
    given,
    imports,
    sources,
)

PRINTED = ("echo", "confirm", "prompt", "say_line")
_IN_BOTH = {"words", "pick", "staff_words", "AsWritten", "dumps", "_say"}
"""What these give is in the person's language already."""
_TOLD = {"told", "at_terminal"}
OWN = "{+}"
"""Stands for what is in the person's language already, and for text that is printed as it is written."""


def answers() -> Iterator[tuple[str, str, set[str]]]:
    """For each list of lines, and each printed line: the module, its source text, and what it can be."""
    reader = LineReader()
    for source, call in calls().get("Reply", []):
        lines = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "lines")]
        for part in lines:
            yield source.name, _where(source, part), reader.lines(source, part)
    for source, call in [*calls().get("told", []), *calls().get("agrees", [])]:
        if call.args and source.name.startswith("shared.cli"):
            said = reader.said(source, call.args[0])
            yield source.name, _where(source, call.args[0]), said - {PLACE, OWN}
    for name in PRINTED:
        for source, call in calls().get(name, []):
            if ast.unparse(call.func) in (f"click.{name}", "say_line", "common.say_line") and call.args:
                yield source.name, _where(source, call.args[0]), reader.said(source, call.args[0])


def heads() -> Iterator[tuple[str, str, set[str]]]:
    """The heads of tables, cell by cell."""
    for name in ("table", "_head"):
        for source, call in calls().get(name, []):
            cells = call.args[0].elts if call.args and isinstance(call.args[0], ast.Tuple) else call.args
            if name == "_head" or cells is not call.args:
                for cell in cells:
                    yield source.name, _where(source, cell), LineReader().said(source, cell)


def _where(source: Source, part: ast.expr) -> str:
    return f"{source.name}: {ast.unparse(part)}".replace('"', "'")


class LineReader(Reader):
    """Follows lists of lines as well."""

    def __init__(self) -> None:
        super().__init__()
        self._lists: set[ast.AST] = set()

    def lines(self, source: Source, node: ast.expr) -> set[str]:
        """What the lines of a list can be."""
        if node in self._lists:
            return set()
        self._lists.add(node)
        try:
            return self._lines(source, node)
        finally:
            self._lists.discard(node)

    def _lines(self, source: Source, node: ast.expr) -> set[str]:
        match node:
            case ast.List(elts=parts) | ast.Tuple(elts=parts):
                return set().union(*(self._row(source, part) for part in parts))
            case ast.ListComp(elt=line) | ast.GeneratorExp(elt=line):
                return self.said(source, line)
            case ast.IfExp(body=body, orelse=other):
                return self.lines(source, body) | self.lines(source, other)
            case ast.BoolOp(values=choices):
                return set().union(*(self.lines(source, choice) for choice in choices))
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self.lines(source, left) | self.lines(source, right)
        return self._lines_elsewhere(source, node)

    def _lines_elsewhere(self, source: Source, node: ast.expr) -> set[str]:
        match node:
            case ast.Attribute(attr="lines"):
                return set()  # another reply's, which is read where it is made
            case ast.Name(id=name):
                return self._list_named(source, node, name)
            case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id=name), *_]):
                return self._answers(source, ast.Call(ast.Name(name), [], []), None)
            case ast.Call(func=ast.Name(id="list" | "tuple" | "sorted"), args=[inner, *_]):
                return self.lines(source, inner)
            case ast.Call():
                return self._list_answered(source, node)
        return {PLACE}

    def _row(self, source: Source, part: ast.expr) -> set[str]:
        return self.lines(source, part.value) if isinstance(part, ast.Starred) else self.said(source, part)

    def _list_named(self, source: Source, node: ast.AST, name: str, at: int | None = None) -> set[str]:
        """What a list is given, and all that is put into it later."""
        function = source.around(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if not isinstance(function, Function):
            return {PLACE}
        found: set[str] = set()
        for one in ast.walk(function):
            match one:
                case ast.AugAssign(target=ast.Name(id=same), value=value) if same == name:
                    found |= self.lines(source, value)
                case ast.Call(func=ast.Attribute(value=ast.Name(id=same), attr="append"), args=[line]) if same == name:
                    found |= self.said(source, line)
                case ast.Assign(targets=[ast.Tuple(elts=parts)], value=ast.Tuple(elts=values)):
                    at_ = [part.id if isinstance(part, ast.Name) else "" for part in parts]
                    found |= self.lines(source, values[at_.index(name)]) if name in at_ else set()
                case ast.Assign(targets=[ast.Tuple(elts=parts)], value=ast.Call() as value):
                    at_ = [part.id if isinstance(part, ast.Name) else "" for part in parts]
                    found |= self._list_answered(source, value, at_.index(name)) if name in at_ else set()
        for value in given(list(ast.walk(function)), name):
            found |= self.lines(source, value)
        return found

    def _list_answered(self, source: Source, call: ast.Call, at: int | None = None) -> set[str]:
        """The lines that a function of the product returns or yields."""
        name = called(call)
        homes = [source] if isinstance(call.func, ast.Name) else []
        homes += [other for other in sources().values() if other is not source and imports(source, other.name)]
        if isinstance(call.func, ast.Attribute):
            named = f".{ast.unparse(call.func.value)}"
            homes.sort(key=lambda home: not home.name.endswith(named))
        for home in homes:
            for node in functions(home.name):
                if node.name == name:
                    return self._list_of(home, node, at)
        return {PLACE}

    def _list_of(self, home: Source, function: Function, at: int | None) -> set[str]:
        found: set[str] = set()
        for one in ast.walk(function):
            match one:
                case ast.Return(value=ast.Tuple(elts=parts)) if at is not None:
                    found |= self.lines(home, parts[at])
                case ast.Return(value=ast.expr() as value):
                    found |= self.lines(home, value)
                case ast.Yield(value=ast.Tuple(elts=parts)):
                    found |= self.said(home, parts[-1])
                case ast.Yield(value=ast.expr() as value):
                    found |= self.said(home, value)
                case ast.YieldFrom(value=value):
                    found |= self.lines(home, value)
        return found

    def _followed(self, source: Source, node: ast.expr) -> set[str]:
        match node:
            case ast.Call(args=[first, *_]) if called(node) in _TOLD:
                return self.said(source, first)
            case ast.Call() if called(node) in _IN_BOTH:
                return {OWN}
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join"), args=[parts]):
                rows = parts.elts if isinstance(parts, ast.List) else []
                words = (
                    set().union(*(self._row(source, row) for row in rows)) if rows else self._joined_of(source, parts)
                )
                return {one for one in words if one != PLACE} | {PLACE} if between else words
            case ast.Call(func=ast.Attribute(value=inner, attr="rstrip" | "strip" | "ljust" | "rjust")):
                return self.said(source, inner)
        return super()._followed(source, node)

    def _part(self, source: Source, part: ast.expr) -> set[str]:
        """A width is of no matter."""
        return self.said(source, part.value if isinstance(part, ast.FormattedValue) else part)

    def _joined_of(self, source: Source, parts: ast.expr) -> set[str]:
        return self.lines(source, parts) or {PLACE}

    def _of_function(self, source: Source, function: Function, name: str) -> set[str]:
        """What a name is given outright, and what it takes in a loop."""
        found = super()._of_function(source, function, name)
        for loop in ast.walk(function):
            if isinstance(loop, ast.For | ast.comprehension):
                names = [ast.unparse(one) for one in getattr(loop.target, "elts", [loop.target])]
                if name in names:
                    found |= self._in_turn(source, loop.iter, names.index(name) if len(names) > 1 else None)
        return found

    def _in_turn(self, source: Source, several: ast.expr, at: int | None) -> set[str]:
        """What the members of a sequence or table are, or one part of each."""
        match several:
            case ast.Tuple(elts=members) | ast.List(elts=members):
                return set().union(*(self._member(source, one, at) for one in members)) or {PLACE}
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="items")):
                tables = [one for one in given(source.tree.body, name) if isinstance(one, ast.Dict)]
                return self._parts_of(source, tables, at)
            case ast.Call(func=ast.Name() | ast.Attribute(value=ast.Name())):
                return self._list_answered(source, several, at) or {PLACE}
            case ast.Name(id=name):
                found = given(source.tree.body, name)
                return set().union(*(self._in_turn(source, one, at) for one in found)) or {PLACE}
        return {PLACE}

    def _parts_of(self, source: Source, tables: list[ast.Dict], at: int | None) -> set[str]:
        parts = [part for one in tables for part in (one.values if at else one.keys) if part is not None]
        return set().union(*(self.said(source, part) for part in parts)) or {PLACE}

    def _member(self, source: Source, one: ast.expr, at: int | None) -> set[str]:
        if isinstance(one, ast.Starred):
            return self._in_turn(source, one.value, at)
        if at is None:
            return self.said(source, one)
        return self.said(source, one.elts[at]) if isinstance(one, ast.Tuple) else {PLACE}

    def _inside(self, source: Source, node: ast.expr) -> set[str]:
        """Single words are kept: they are told as parts of a line."""
        return self.said(source, node)
