"""The house: rooms on levels without circles, one word for one thing, nothing too large, and tests that mirror it."""

import ast
import functools
from collections import Counter
from pathlib import Path

from tests.test_import_law import MODULES, ROOT, walk_without_typing, within

LEVELS = (
    ("shared",),
    ("shared.win32",),
    (
        "shared.collecting",
        "shared.faults",
        "shared.folder_turn",
        "shared.launcher",
        "shared.tether",
        "shared.pcm",
        "shared.picture_file",
        "shared.video_file",
        "shared.toml_lines",
    ),
    ("shared.domain.words", "shared.domain.hall_data.problem"),
    ("shared.domain.hall_data.fields",),
    (
        "shared.domain.hall_data.survey_data",
        "shared.domain.hall_data.needs",
        "shared.domain.hall_data.key_names",
        "shared.domain.hall_data.outcomes",
        "shared.domain.hall_data.staff",
    ),
    ("shared.domain.hall_data.screens", "shared.domain.hall_data.spoken_rules"),
    ("shared.domain.hall_data.hall", "shared.domain.answers"),
    ("shared.clock", "shared.config", "shared.log", "shared.whole_files"),
    ("shared.sound",),
    ("shared.text", "shared.records"),
    ("shared.domain",),
    ("shared.voice",),
    ("shared.hall_file", "shared.samples", "shared.sheets"),
    ("shared.bookings",),
    ("shared.survey",),
    # the store: what any engine holds, then the engine of one file on a share, then what is built on an engine
    ("shared.store",),
    ("shared.store.record",),
    ("shared.store.questions",),
    ("shared.reports",),
    ("shared.store.acts",),
    ("shared.store.sqlite",),
    ("shared.store.offline",),
    ("shared.store.printing",),
    ("shared.store.sqlite.maintenance",),
    ("shared.store.postgres",),
    ("shared.store.engine_choice", "shared.store.summaries"),
    ("shared.store.live",),
    ("shared.updates",),
    ("shared.qt",),
    ("printers.link", "printers.models"),
    ("printers.paper",),
    ("printers.dialogue",),
    ("printers.queue",),
    ("printers.emulator",),
    ("shared.check",),
    ("shared.setup",),
    ("display.voice", "display.board.calls", "display.board.call_list", "display.board.panel"),
    ("display.media.media_fault", "display.media.programme"),
    ("display.stage", "display.call_account"),
    ("display.board",),
    ("counter.screen_text", "counter.visit_text", "counter.localise", "counter.preferences"),
    ("counter.desk",),
    ("counter.style",),
    ("counter.hotkeys",),
    ("counter.lists", "counter.bar", "counter.editor"),
    ("counter.supervisor", "counter.dialogs"),
    ("kiosk", "counter", "display"),
    ("shared.tools",),
    ("shared.cli",),
)
"""From the ground up: a module imports from its own level and below; the longest name that fits says its level."""

CLIMBS: dict[tuple[str, str], str] = {}
"""The imports that go up, each with its reason."""

CIRCLES: dict[frozenset[str], str] = {}
"""The circles of imports, each with its reason."""

SAME_NAME = {
    "app": "each program's door",
    "counter": "the program and what it asks of the store",
    "kiosk": "the program and what it asks of the store",
    "board": "what the display shows and what it asks of the store",
    "acts": "what an officer or a supervisor may do: as the screen offers it and as the store writes it",
    "surveys": "the command, what the store writes and what it is asked of questionnaires",
    "bookings": "the file of bookings, and what the store writes and is asked of them",
    "printing": "the kiosk's wish for a paper and the store's print jobs",
    "voice": "the display's loudspeaker, the clips that it says, and the command that makes them",
    "share": "the share as the store lives on it and as `check` judges it",
}
"""One thing seen from several layers. A command is named after what it commands, and a room's heart after the room."""

TEST_ROOMS = ("torture", "lan", "e2e", "x11", "wine")
"""Rooms of the tests that stand for no one room of the product: they try several programs together."""

TOPS = ("shared", "printers", "kiosk", "counter", "display")


def edges(name: str) -> set[str]:
    """The modules whose text runs when this one is imported or used, packages only where they hold what is taken."""
    found: set[str] = set()
    for node in walk_without_typing(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports relatively; the tree names its modules whole"
            inside = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found.update(full if full in MODULES else str(node.module) for full in inside.values())
    return {module for module in found if module in MODULES and module != name}


@functools.cache
def graph() -> dict[str, set[str]]:
    """Which module runs which."""
    return {name: edges(name) for name in MODULES}


def level(module: str) -> int:
    fitting = [(len(room), at) for at, rooms in enumerate(LEVELS) for room in rooms if within(module, room)]
    return max(fitting)[1]


def reached(start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for found in graph()[waiting.pop()] - seen:
            seen.add(found)
            waiting.append(found)
    return seen


def circles() -> set[frozenset[str]]:
    below = {name: reached(name) for name in graph()}
    return {
        frozenset(other for other in below[name] if name in below[other]) for name in graph() if name in below[name]
    }


def test_no_circle_of_imports():
    assert circles() == set(CIRCLES)


def test_every_room_has_its_level_and_no_level_is_for_nothing():
    rooms = [room for level in LEVELS for room in level]
    assert len(rooms) == len(set(rooms))
    assert [room for room in rooms if room not in MODULES] == []


def test_no_import_climbs():
    climbs = {(name, other) for name, others in graph().items() for other in others if level(other) > level(name)}
    assert climbs == set(CLIMBS)


def test_only_the_command_line_takes_the_tools():
    users = {name for name, others in graph().items() if any(within(other, "shared.tools") for other in others)}
    assert [name for name in sorted(users) if not within(name, "shared.cli", "shared.tools")] == []


# --- names and sizes --------------------------------------------------------------------------------------------------


def bearers(kind: str) -> dict[str, list[str]]:
    """Who bears each name: modules and packages, or classes."""
    found: dict[str, list[str]] = {}
    for module, path in sorted(MODULES.items()):
        if kind == "modules":
            room, _, name = module.rpartition(".")
            if not within(room, "shared.cli") and name != room.rpartition(".")[2]:
                found.setdefault(name, []).append(module)
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_no_two_modules_bear_one_name():
    shared_names = bearers("modules")
    assert {name: modules for name, modules in shared_names.items() if name not in SAME_NAME} == {}
    assert [name for name in SAME_NAME if name not in shared_names] == []


def test_no_two_classes_bear_one_name():
    assert bearers("classes") == {}


def python_files() -> list[Path]:
    return sorted(path for top in (*TOPS, "tests") for path in (ROOT / top).rglob("*.py"))


def test_no_folder_holds_more_than_a_person_overlooks():
    screens = [path for top in TOPS for path in (ROOT / top).rglob("*.qml")]
    folders = Counter(path.parent.relative_to(ROOT).as_posix() for path in [*python_files(), *screens])
    assert {folder: files for folder, files in folders.items() if files > 25} == {}


def test_no_module_is_longer_than_a_person_reads_at_once():
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines()) for path in python_files()}
    assert {path: long for path, long in lines.items() if long > 400} == {}


def test_the_tests_mirror_the_tree():
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    alone = [
        folder.as_posix()
        for folder in sorted(folders)
        if folder.as_posix() not in TEST_ROOMS and not any((ROOT / top / folder).is_dir() for top in ("", "shared"))
    ]
    assert alone == []
