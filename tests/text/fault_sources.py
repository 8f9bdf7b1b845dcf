"""What the sources can say of a fault: sentences and remedies of every call that makes one, read without running it.

``{}`` stands for what changes. A name is followed to what it was given: in its function, in its module, in another
module, or by those who call the function. A name that stands inside a sentence is followed where it holds words.
"""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from tests.test_import_law import MODULES

FAULTS = {"Fault", "UsageFault", "EnvironmentFault", "NotPermittedError", "HalfCommit", "UsageError"}
PLACE = "{}"
_DEEPEST = 8
_MOST = 400
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Source:
    """One module, with what stands where."""

    name: str
    tree: ast.Module
    within: dict[ast.AST, ast.AST] = field(default_factory=dict)

    def around(self, node: ast.AST, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> ast.AST | None:
        """The nearest thing of a kind that holds a node."""
        holder = self.within.get(node)
        while holder is not None and not isinstance(holder, kind):
            holder = self.within.get(holder)
        return holder


@functools.cache
def sources() -> dict[str, Source]:
    """Every module of the product."""
    found: dict[str, Source] = {}
    for name, path in MODULES.items():
        source = Source(name, ast.parse(Path(path).read_text(encoding="utf-8")))
        for holder in ast.walk(source.tree):
            for child in ast.iter_child_nodes(holder):
                source.within[child] = holder
        found[name] = source
    return found


@functools.cache
def calls() -> dict[str, list[tuple[Source, ast.Call]]]:
    """Every call, by the last part of what it calls."""
    found: dict[str, list[tuple[Source, ast.Call]]] = {}
    for source in sources().values():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                found.setdefault(called(node), []).append((source, node))
    return found


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def faults() -> Iterator[tuple[str, str, set[str]]]:
    """For each sentence or remedy that a fault is given: where, its source text, and what it can be."""
    for source, call in (entry for name in sorted(FAULTS) for entry in calls().get(name, [])):
        given = [part for part in call.args if not _is_kind(part)][:2]
        given += [word.value for word in call.keywords if word.arg in ("sentence", "remedy")]
        for part in given:
            where = f"{source.name}: {ast.unparse(part)}".replace('"', "'")  # Pythons differ in their choice of quotes
            yield source.name, where, Reader().said(source, part)


def _is_kind(node: ast.expr) -> bool:
    """The kind of an EnvironmentFault, which is its first."""
    text = ast.unparse(node)
    return text.startswith(("Kind.", "kind", "self.kind")) or text.endswith(".kind") or " Kind." in text


class Reader:
    """Follows names to what they were given."""

    def __init__(self) -> None:
        self._open: set[ast.AST] = set()

    def said(self, source: Source, node: ast.expr) -> set[str]:
        """What an expression can be; ``{}`` alone for what cannot be read."""
        if node in self._open or len(self._open) > _DEEPEST:
            return {PLACE}
        self._open.add(node)
        try:
            return self._said(source, node)
        finally:
            self._open.discard(node)

    def _said(self, source: Source, node: ast.expr) -> set[str]:
        match node:
            case ast.Constant(value=str(words)):
                return {words}
            case ast.JoinedStr(values=parts):
                return self._joined([self._part(source, part) for part in parts])
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                found = self._joined([self._inside(source, left), self._inside(source, right)])
                return {PLACE} if found == {PLACE + PLACE} else found  # a sum
            case ast.IfExp(body=body, orelse=other):
                return self.said(source, body) | self.said(source, other)
            case ast.BoolOp(values=choices):
                return set().union(*(self.said(source, choice) for choice in choices))
        return self._followed(source, node)

    def _followed(self, source: Source, node: ast.expr) -> set[str]:
        """Words that are written elsewhere."""
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=int(at))):
                rows = [self._of_pair(source, row, at) for row in given(source.tree.body, name)]
                return set().union(*rows) or {PLACE}
            case ast.Subscript(value=table):
                return self._elements(source, table)
            case ast.Call() if called(node) == "get" and isinstance(node.func, ast.Attribute):
                return self._elements(source, node.func.value)
            case ast.Call():
                return self._answers(source, node, None)
            case ast.Name(id=name):
                return self._named(source, node, name)
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                return self._of_module(source, module, name)
        return {PLACE}

    def _joined(self, parts: list[set[str]]) -> set[str]:
        found = {"".join(choice) for choice in list(product(*parts))[:_MOST]}
        return found or {""}

    def _part(self, source: Source, part: ast.expr) -> set[str]:
        if isinstance(part, ast.FormattedValue):
            return {PLACE} if part.conversion != -1 or part.format_spec else self._inside(source, part.value)
        return self.said(source, part)

    def _inside(self, source: Source, node: ast.expr) -> set[str]:
        """What stands in a sentence: words are followed, a code or a name is a place."""
        found = self.said(source, node)
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            return found
        if len(found) == 1 and PLACE not in found:
            return found
        words = {one for one in found if " " in one}
        words |= {""} & found if words else set()
        return words | ({PLACE} if found - words - {""} else set()) or {PLACE}

    def _elements(self, source: Source, table: ast.expr) -> set[str]:
        """The values of a table."""
        if isinstance(table, ast.Dict):
            return set().union(*(self._flat(source, value) for value in table.values))
        if isinstance(table, ast.Name):
            for value in given(source.tree.body, table.id):
                if isinstance(value, ast.Dict):
                    return self._elements(source, value)
        return {PLACE}

    def _flat(self, source: Source, node: ast.expr) -> set[str]:
        if isinstance(node, ast.Tuple):
            return set().union(*(self.said(source, part) for part in node.elts))
        return self.said(source, node)

    def _named(self, source: Source, node: ast.AST, name: str) -> set[str]:
        function = source.around(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        while isinstance(function, Function):
            found = self._of_function(source, function, name)
            if found:
                return found
            function = source.around(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        return self._of_tree(source, name)

    def _of_function(self, source: Source, function: Function, name: str) -> set[str]:
        found: set[str] = set()
        for value in given(list(ast.walk(function)), name):
            found |= self.said(source, value)
        for target, value in _unpacked(list(ast.walk(function))):
            names = [part.id if isinstance(part, ast.Name) else "" for part in target.elts]
            if name in names:
                found |= self._of_pair(source, value, names.index(name))
        parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
        if name in parameters:
            found |= self._of_callers(source, function, name, parameters)
        return found

    def _of_pair(self, source: Source, value: ast.expr, at: int) -> set[str]:
        """One of two that come together."""
        match value:
            case ast.Tuple(elts=parts):
                return self.said(source, parts[at]) if at < len(parts) else {PLACE}
            case ast.IfExp(body=body, orelse=other):
                return self._of_pair(source, body, at) | self._of_pair(source, other, at)
            case ast.Call() if called(value) == "get" and len(value.args) == 2:
                table = self._elements_at(source, getattr(value.func, "value", value), at)
                return table | self._of_pair(source, value.args[1], at)
            case ast.Subscript(value=table):
                return self._elements_at(source, table, at)
            case ast.Call():
                return self._answers(source, value, at)
            case ast.Name(id=name):
                found = [self._of_pair(source, given, at) for given in given(source.tree.body, name)]
                return set().union(*found) if found else {PLACE}
        return {PLACE}

    def _elements_at(self, source: Source, table: ast.expr, at: int) -> set[str]:
        values = [table] if isinstance(table, ast.Dict) else given(source.tree.body, getattr(table, "id", ""))
        found = [self._of_pair(source, row, at) for one in values if isinstance(one, ast.Dict) for row in one.values]
        return set().union(*found) if found else {PLACE}

    def _of_callers(self, source: Source, function: Function, name: str, parameters: list[str]) -> set[str]:
        """What those who call a function give it."""
        found: set[str] = set()
        holder = source.within.get(function)
        method = isinstance(holder, ast.ClassDef)
        called = holder.name if isinstance(holder, ast.ClassDef) and function.name == "__init__" else function.name
        keywords = {one.arg for one in function.args.kwonlyargs}
        at = parameters.index(name) - (1 if method and parameters[0] in ("self", "cls") else 0)
        for other, call in calls().get(called, []):
            if other.name != source.name and not imports(other, source.name):
                continue
            given = [word.value for word in call.keywords if word.arg == name]
            given += call.args[at : at + 1] if not given and name not in keywords else []
            for part in given:
                found |= self.said(other, part)
        defaults = function.args.defaults
        behind = len(function.args.args) - len(defaults)
        place = parameters.index(name)
        if place < len(function.args.args) and place >= behind:
            found |= self.said(source, defaults[place - behind])
        return found or {PLACE}

    def _answers(self, source: Source, call: ast.Call, at: int | None) -> set[str]:
        """What a function of the product returns."""
        name = called(call)
        homes = [source] if isinstance(call.func, ast.Name) else []
        homes += [other for other in sources().values() if other is not source and imports(source, other.name)]
        for home in homes:
            for node in functions(home.name):
                if node.name == name:
                    returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
                    pairs = (self.said(home, one) if at is None else self._of_pair(home, one, at) for one in returned)
                    return set().union(*pairs) or {PLACE}
        return {PLACE}

    def _of_tree(self, source: Source, name: str) -> set[str]:
        """A name of a module, or one that it imports."""
        values = given(source.tree.body, name)
        if values:
            return set().union(*(self.said(source, value) for value in values))
        for target, value in _unpacked(source.tree.body):
            names = [part.id if isinstance(part, ast.Name) else "" for part in target.elts]
            if name in names:
                return self._of_pair(source, value, names.index(name))
        for node in _from_others(source.name):
            if node.module in sources():
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return self._of_tree(sources()[node.module], alias.name)
        return {PLACE}

    def _of_module(self, source: Source, module: str, name: str) -> set[str]:
        for node in _from_others(source.name):
            if f"{node.module}.{module}" in sources():
                return self._of_tree(sources()[f"{node.module}.{module}"], name)
        return {PLACE}


def given(nodes: "list[ast.stmt] | list[ast.AST]", name: str) -> list[ast.expr]:
    """What a name is given outright."""
    found: list[ast.expr] = []
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                found.append(value)
            case ast.AnnAssign(target=ast.Name(id=given), value=ast.expr() as value) if given == name:
                found.append(value)
            case ast.NamedExpr(target=ast.Name(id=given), value=value) if given == name:
                found.append(value)
    return found


def _unpacked(nodes: "list[ast.stmt] | list[ast.AST]") -> list[tuple[ast.Tuple, ast.expr]]:
    return [
        (target, node.value)
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Tuple)
    ]


@functools.cache
def functions(name: str) -> tuple[Function, ...]:
    return tuple(node for node in ast.walk(sources()[name].tree) if isinstance(node, Function))


@functools.cache
def _from_others(name: str) -> tuple[ast.ImportFrom, ...]:
    return tuple(node for node in ast.walk(sources()[name].tree) if isinstance(node, ast.ImportFrom))


@functools.cache
def _imported(name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(sources()[name].tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def imports(source: Source, name: str) -> bool:
    return name in _imported(source.name)


def raised(module: str, kind: str, *, last: bool = False) -> set[str]:
    """What the errors of a kind say that a module raises: their first words, or all but their first."""
    source = sources()[module]
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) == kind:
            given = node.args[1:] if last and len(node.args) > 1 else node.args[:1]
            found |= set().union(*(Reader().said(source, part) for part in given))
    return found


def answered(module: str, function: str) -> set[str]:
    """What a function of a module returns."""
    source = sources()[module]
    returned = [
        one.value
        for node in functions(module)
        if node.name == function
        for one in ast.walk(node)
        if isinstance(one, ast.Return) and one.value
    ]
    return set().union(*(Reader().said(source, one) for one in returned))
