"""The import law: domain <- store <- view models <- views; only the edges know Qt; programs never know each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAMS = ("kiosk", "counter", "display")
SHARED = sorted(
    path.stem for path in (ROOT / "shared").iterdir() if path.suffix in ("", ".py") and path.stem != "assets"
)
SPOKEN = ("shared.text.refusals", "shared.text.counter_title", "shared.text.dates", "shared.text.languages")
"""What of ``shared.text`` the rules of the domain speak through: as pure as they are."""
SMALL_TYPES = (
    "shared.domain.words",
    "shared.domain.answers",
    "shared.domain.hall_data.hall",
    "shared.domain.hall_data.staff",
    "shared.faults",
)
"""All that ``shared.text`` knows of the program."""
QT_FREE = (
    "shared.domain",
    "shared.text",
    "shared.store",
    "shared.reports",
    "shared.check",
    "shared.tools.simulate",
    "shared.samples",
    "shared.tools.bench",
    "printers",
)


def modules() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for top in ("shared", "printers", *PROGRAMS):
        for path in (ROOT / top).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str) -> set[str]:
    """Every module that a module names in an import, whether at the top or in a function; not those for types only."""
    path = MODULES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in walk_without_typing(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                stem = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*stem, base]).rstrip(".")
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names if f"{base}.{alias.name}" in MODULES)
    return found


def walk_without_typing(node: ast.AST):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        yield child
        yield from walk_without_typing(child)


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def breaches(inside: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{name} imports {imported}"
        for name in sorted(MODULES)
        if within(name, *inside)
        for imported in sorted(imports(name))
        if within(imported, *forbidden)
    ]


def test_the_law_reads_real_imports():
    assert len(MODULES) > 50
    assert "shared.domain.words" in imports("shared.domain.hall_data.hall")
    assert within("PySide6.QtCore", "PySide6")
    assert breaches(("shared.qt",), ("PySide6",)), "shared.qt uses Qt: if this finds nothing, the test is blind"


def test_domain_store_and_printers_never_know_qt():
    assert breaches(QT_FREE, ("PySide6", "shiboken6", *PROGRAMS, "shared.qt")) == []


def test_the_domain_knows_nothing_but_itself_and_pure_python():
    pure = {
        "abc", "bisect", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "fractions",
        "functools", "heapq", "itertools", "math", "operator", "random", "re", "string", "statistics", "types",
        "typing", "unicodedata", "zoneinfo",
        *SPOKEN,
    }  # fmt: skip
    found = [
        f"{name} imports {imported}"
        for name in sorted(MODULES)
        if within(name, "shared.domain")
        for imported in sorted(imports(name))
        if not within(imported, "shared.domain") and imported not in pure and imported not in ("shared", "shared.text")
    ]
    assert found == []


def test_words_and_dates_know_only_the_small_types():
    found = [
        f"{name} imports {imported}"
        for name in sorted(MODULES)
        if within(name, "shared.text")
        for imported in sorted(imports(name))
        if within(imported, "shared", "printers", *PROGRAMS)
        and not within(imported, "shared.text", *SMALL_TYPES)
        and imported in MODULES
        and imported not in ("shared", "shared.domain", "shared.domain.hall_data")
    ]
    assert found == []


def test_the_store_knows_the_domain_but_neither_printers_nor_the_command_line():
    assert breaches(("shared.store",), ("printers", "shared.cli", "shared.tools.demo", "shared.tools.simulate")) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_never_import_each_other(program: str):
    others = tuple(other for other in PROGRAMS if other != program)
    assert breaches((program,), others) == []


def test_shared_never_imports_a_program():
    """The command line starts them by name, at their own door."""
    inside = tuple(f"shared.{name}" for name in SHARED if name != "tools")
    assert breaches(inside, PROGRAMS) == []


def test_sql_stays_in_the_store():
    """SQL elsewhere would make a second engine a rewrite; what reads a file from outside is named here."""
    allowed = ("shared.store", "shared.check", "shared.tools.bench", "shared.tools.simulate")
    found = [name for name in sorted(MODULES) if not within(name, *allowed) and "sqlite3" in imports(name)]
    assert found == []


def test_one_module_knows_what_this_pcs_own_files_are_made_of():
    """What is kept in them stays as it is when a hall lies in another engine."""
    inside = ("shared.store.offline", "shared.store.printing")
    found = [name for name in sorted(MODULES) if within(name, *inside) and "sqlite3" in imports(name)]
    assert found == ["shared.store.offline.local_file"]
