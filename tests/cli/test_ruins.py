"""Something else in the place of a hall's file: each command says what it is, and there is a way out."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from shared import hall_file
from shared.store.sqlite import remains
from tests.helpers.cli import Terminal
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE x (a)")
    db.close()


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


_LINK = linux("under Windows only an administrator makes links")
KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty (0 bytes)"),
    "text": (lambda path: path.write_text("halo\n" * 99), "not a database"),
    "zeros": (lambda path: path.write_bytes(bytes(9000)), "not a database"),
    "half": (cut, "damaged"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "not an ordinary file"),
    "link to nowhere": (lambda path: (path.unlink(), path.symlink_to("nowhere")), "not an ordinary file"),
    "another database": (lambda path: (path.unlink(), other_database(path)), "no hall's"),
    "only the journal": (lambda path: path.rename(path.with_name("hall.db-journal")), "only its journal"),
    "only backups": (lambda path: path.unlink(), "gone; its backups"),
}


CASES = [pytest.param(kind, marks=_LINK if "link" in kind else ()) for kind in KINDS]


@pytest.fixture
def toml(tmp_path: Path) -> str:
    (tmp_path / "hall.toml").write_text(hall_file.write(small_hall()), encoding="utf-8")
    return str(tmp_path / "hall.toml")


@pytest.fixture
def terminal(tmp_path: Path, toml: str) -> Terminal:
    terminal = Terminal(tmp_path / "hall")
    terminal.ok("init", "--from", toml)
    terminal.ok("issue", "AB.1")
    terminal.ok("backup")
    return terminal


@pytest.mark.parametrize("kind", CASES)
def test_restore_leads_out(terminal: Terminal, toml: str, kind: str):
    ruin, what = KINDS[kind]
    ruin(terminal.hall / "hall.db")
    for command in (["state"], ["issue", "AB.1"], ["backup"], ["check", "--quick"]):
        said = terminal(*command)
        assert said.code == 3
        assert what in said.out
        assert "antrean restore" in said.out
    refused = terminal("init", "--from", toml)
    assert refused.code == 2
    assert "antrean restore" in refused.answer["remedy"]
    terminal.ok("restore", "--yes")
    assert terminal.ok("issue", "AB.1")["label"] == "AB-002"


@pytest.mark.parametrize("kind", [case for case in CASES if case.values != ("only backups",)])
def test_without_backups_a_fresh_hall_takes_its_place(terminal: Terminal, toml: str, kind: str):
    ruin, what = KINDS[kind]
    shutil.rmtree(terminal.hall / "backups")
    ruin(terminal.hall / "hall.db")
    said = terminal("state").answer
    assert what in said["sentence"]
    for refused in (terminal("restore"), terminal("init", "--from", toml)):
        assert refused.code == 2
        assert "init --replace" in refused.answer["remedy"]
    terminal.ok("init", "--from", toml, "--replace")
    assert terminal.ok("issue", "AB.1")["label"] == "AB-001"
    assert next((terminal.hall / "backups").glob("before-restore-*/*")).name.startswith("hall.db")
    sound = terminal("init", "--from", toml, "--replace")
    assert sound.code == 2
    assert terminal.ok("issue", "AB.1")["label"] == "AB-002"


def test_an_empty_folder_is_free(tmp_path: Path, toml: str):
    (tmp_path / "new").mkdir()
    assert remains.found(tmp_path / "new") is None
    Terminal(tmp_path / "new").ok("init", "--from", toml, "--replace")
    assert "antrean init" in Terminal(tmp_path)("state").answer["remedy"]
