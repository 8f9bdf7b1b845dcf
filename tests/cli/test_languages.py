"""The terminal speaks the language that the PC was set up in: help, faults, the check."""

import os
import subprocess
import sys
import tomllib

import click
import pytest
from click.testing import CliRunner

from shared.cli import COMMANDS, antrean, staff
from shared.cli.common import agrees
from shared.cli.installing import help_words


def antrean_in(lang: str, *arguments: str) -> str:
    environment = {**os.environ, "ANTREAN_LANG": lang, "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "shared.cli", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_help_and_faults_are_in_the_language_of_the_pc(tmp_path):
    said = antrean_in("id", "setup", "--help")
    assert "Pemakaian: antrean setup" in said
    assert "Siapkan PC ini" in said
    assert "Tidak ada antrean di" in antrean_in("id", "state", "--hall", str(tmp_path / "none"))
    assert "There is no hall in" in antrean_in("en", "state", "--hall", str(tmp_path / "none"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_its_indonesian_help(name):
    known = tomllib.loads(help_words.FILE.read_text(encoding="utf-8"))
    command = antrean.get_command(click.Context(antrean), name)
    for path, below in every_command(command, name):
        assert path in known["commands"]
        if "\n\n" in (below.help or "").strip():  # more than its summary
            assert "\n\n" in known["commands"][path], path
        names = [name for option in below.params for name in (*option.opts, *option.secondary_opts)]
        assert len(names) == len(set(names)), path
        said = {option.help for option in below.params if isinstance(option, click.Option) and option.help}
        assert said - set(known["options"]) == set(), path


def every_command(command, path):
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every_command(below, f"{path} {name}")


def test_what_click_adds_is_indonesian_too():
    said = antrean_in("id", "bench", "ops", "--help")
    assert "bench ops [PILIHAN]" in said
    assert "[bila tidak disebut:" in said


def test_what_is_meant_instead_and_what_the_system_says_are_indonesian_too(tmp_path):
    said = antrean_in("id", "init", "--hall", str(tmp_path / "h"), "--sample", "no-such")
    assert "Tidak ada contoh antrean no-such." in said
    said = antrean_in("id", "simulate", "--hall", str(tmp_path), "--day", "31/31")
    assert "Tidak ada pilihan '--day'." in said
    assert "No such" not in said
    assert "Maksudnya state atau start" in antrean_in("id", "stat")
    assert "bukan bilangan bulat" in antrean_in("id", "bench", "ops", "--repeat", "many")


@pytest.mark.parametrize(
    ("lang", "typed", "agreed", "asked"),
    [
        ("id", "mungkin\nya\n", True, "Kertas keluar? [y/t]: mungkin\nKetik y atau t.\n"),
        ("id", "t\n", False, "[y/t]"),
        ("en", "yes\n", True, "[y/n]"),
    ],
)
def test_a_question_is_answered_in_the_person_s_language(lang, typed, agreed, asked, monkeypatch):
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    command = click.Command("ask", callback=lambda: click.echo(agrees("Kertas keluar?")))
    said = CliRunner().invoke(command, input=typed)
    assert said.stdout == f"{agreed}\n"
    assert asked in said.stderr


def test_enter_is_the_default_of_a_question(monkeypatch):
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    command = click.Command("ask", callback=lambda: click.echo(agrees("Tutup hari ini?", default=False)))
    said = CliRunner().invoke(command, input="\n")
    assert said.stdout == "False\n"
    assert "Tutup hari ini? [y/T]: " in said.stderr


def test_a_new_pin_is_typed_twice(monkeypatch):
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    monkeypatch.setattr(staff, "may_ask", lambda: True)
    command = click.Command("pin", callback=lambda: click.echo(staff._pin(from_stdin=False, again=True)))
    said = CliRunner().invoke(command, input="837261\n837262\n837261\n837261\n")
    assert said.stdout == "837261\n"
    assert "PIN yang sama sekali lagi" in said.stderr
    assert "Kedua PIN itu berbeda." in said.stderr
