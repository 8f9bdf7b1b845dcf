"""Bytes that are not text and files with any content: a plain sentence and exit 2 or 3, never an error of ours."""

import errno
import json
import os
from pathlib import Path

import click
import pytest

from shared import cli
from shared.cli import common
from tests.helpers.cli import Terminal, antrean

BAD = "a\udcffb"


def parts(command: click.Command) -> list[list[str]]:
    """Each place of a command that takes text, with bytes in it that are none."""
    found = [[parameter.opts[0], BAD] for parameter in command.params if isinstance(parameter, click.Option)]
    return [*found, [BAD]]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_bytes_that_are_no_text_are_refused_everywhere(name: str):
    command = cli.antrean.get_command(click.Context(cli.antrean), name)
    assert command is not None
    for words in parts(command):
        ran = antrean(name, *words, "--json")
        assert ran.code == 2
        assert "\\udcff" in ran.answer["sentence"]


FILES = {
    "nothing": b"",
    "zeros": bytes(50),
    "every byte": bytes(range(256)),
    "deep": b"a=" + b"[" * 3000,
    "digits": b"[hall]\nday_tail_minutes=" + b"9" * 5000,
    "infinite": b"[hall]\nname='x'\nday_tail_minutes=inf",
    "lists": b"[[hall]]\nname='x'\n[[service]]",
    "json": b'{"hall": 1}',
    "utf-16": "[hall]\nname='x'".encode("utf-16"),
    "a database's head": b"SQLite format 3\0" + bytes(84),
    "an office's file": b"PK\x03\x04" + bytes(300),
}


@pytest.mark.parametrize("content", FILES)
def test_any_file_in_place_of_the_one_that_is_wanted(hall: Terminal, tmp_path: Path, content: str):
    before = hall.ok("state")["sequence"]
    file = tmp_path / "file"
    file.write_bytes(FILES[content])
    for command in (
        ["apply", str(file)],
        ["book", str(file)],
        ["restore", str(file)],
        ["bench", "verdict", str(file)],
        ["salvage", "--from", str(file), str(tmp_path / "saved.db")],
    ):
        ran = hall(*command)
        told = ran.out + ran.err
        assert "error in Antrean" not in told, told
        assert command[0] in ("book", "bench") or ran.code in (2, 3), told
    assert antrean("init", "--hall", str(tmp_path / "new"), "--from", str(file), "--json").code == 2
    assert hall.ok("state")["sequence"] == before


@pytest.mark.parametrize("content", [b"[]", b"1", b"null", b'{"%s": []}', b'{"%s": ["../x", 1]}', b"\xff", b"[" * 9999])
def test_what_this_pc_remembers_may_be_anything(hall: Terminal, tmp_path: Path, content: bytes):
    local = tmp_path / "local"
    hall.ok("note", "x")
    (local / "halls.json").write_bytes(content.replace(b"%s", str(hall.hall).encode()))
    away = hall.hall.rename(tmp_path / "away")
    assert hall("note", "y").answer["fault"] == "no_hall"
    away.rename(hall.hall)
    hall.ok("note", "z")
    assert list(json.loads((local / "halls.json").read_text(encoding="utf-8"))) == [str(hall.hall)]


def test_a_request_id_belongs_to_one_act(hall: Terminal):
    hall.ok("issue", "AB.1", "--request", "R")
    refused = hall("note", "x", "--request", "R")
    assert (refused.code, refused.answer["error"]) == (2, "usage")
    assert "issue" in refused.answer["sentence"]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_want_of_rights_or_room_is_no_error_of_ours(number: int, capsys: pytest.CaptureFixture[str]):
    assert common.say_fault(OSError(number, os.strerror(number), "/srv/hall/hall.alive"), as_json=False) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"antrean: /srv/hall/hall.alive cannot be used ({os.strerror(number)}).")
    assert "Traceback" not in said
