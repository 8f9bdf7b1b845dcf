"""The way of docs/postgresql.md, as a technician without rights goes it, with whoever keeps the server."""

import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from shared.store.postgres.server_address import ServerAddress
from tests.helpers.cli import MORNING, Ran, Terminal, antrean
from tests.helpers.server import both, cluster

As = Callable[[str], None]


@pytest.fixture
def name() -> str:
    return f"g{os.urandom(5).hex()}"


@pytest.fixture
def keeper(monkeypatch, tmp_path) -> Callable[..., None]:
    """Whoever keeps the server runs these lines in a database."""
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))

    def run(script: str, database: str = "postgres") -> None:
        url = ServerAddress(both.url() or "", "x").in_database(database).url
        with psycopg.connect(url, user=cluster.USER, autocommit=True) as connection:
            for line in script.splitlines():
                if not line.startswith("--"):
                    connection.execute(line)  # pyright: ignore[reportCallIssue, reportArgumentType]

    return run


@pytest.fixture
def logged_in(monkeypatch) -> As:
    return lambda login: monkeypatch.setenv("PGUSER", login)


@pytest.fixture
def made(tmp_path: Path, name: str, keeper, logged_in: As) -> Terminal:
    """A hall in a database of its own, made by who owns it after the keeper's lines; with a login of each kind."""
    url = ServerAddress(both.url() or "", "x").in_database(f"d_{name}").url
    arguments = ("init", "--hall", str(tmp_path / "hall"), "--server", url, "--schema", name, "--sample",
                 "sungai-rindang", "--json")  # fmt: skip
    keeper(f"CREATE ROLE technician_{name} LOGIN")
    logged_in(f"technician_{name}")
    told = antrean(*arguments)
    assert (told.code, told.answer["fault"]) == (3, "read_only")
    assert not (tmp_path / "hall").exists()
    keeper(told.answer["script"])
    logged_in(f"antrean_{name}")
    assert antrean(*arguments).code == 0
    for kind in ("kiosk", "counter", "supervisor", "statistics"):
        keeper(f"CREATE ROLE {kind}_of_{name} LOGIN IN ROLE antrean_{name}_{kind}")
    return Terminal(tmp_path / "hall")


def test_what_the_keeper_has_to_run_is_all_it_takes(made: Terminal, name: str, logged_in: As):
    assert sorted(path.name for path in made.hall.iterdir()) == ["server.toml"]
    logged_in(f"kiosk_of_{name}")
    assert made.ok("issue", "AB.1")["label"] == "AB-001"
    assert made("next", "--counter", "1").code == 3
    logged_in(f"counter_of_{name}")
    assert made.ok("next", "--counter", "1")["label"] == "AB-001"
    logged_in(f"statistics_of_{name}")
    assert made("issue", "AB.1").code == 3


def test_another_pc_joins_and_a_second_hall_is_not_made_over_it(made: Terminal, name: str, logged_in: As, tmp_path):
    url = ServerAddress(both.url() or "", "x").in_database(f"d_{name}").url
    there = ("--server", url, "--schema", name)
    logged_in(f"antrean_{name}")
    again = antrean("init", "--hall", str(tmp_path / "pc"), *there, "--sample", "graha-segara")
    assert again.code == 2
    assert "Leave out --sample" in again.err
    assert antrean("init", "--hall", str(tmp_path / "pc"), *there).code == 0
    assert len(Terminal(tmp_path / "pc").ok("state")["counters"]) == 48


@pytest.mark.parametrize("kind", ["kiosk", "counter", "supervisor"])
def test_who_does_not_own_the_hall_can_neither_move_nor_restore_it_and_nothing_changes(
    made: Terminal, name: str, logged_in: As, tmp_path: Path, kind: str
):
    made.ok("issue", "AB.1")
    copy = made.ok("backup")["file"]
    before = made.ok("events")
    logged_in(f"{kind}_of_{name}")

    def refused(ran: Ran) -> None:
        assert (ran.code, ran.answer["fault"]) == (3, "read_only")
        assert f"PGUSER=antrean_{name}" in ran.answer["remedy"]

    refused(made("move", "--to", str(tmp_path / "new")))
    refused(made("restore", copy, "--yes"))
    assert sorted(path.name for path in made.hall.iterdir()) == ["backups", "server.toml"]
    assert not (tmp_path / "new").exists()
    assert made.ok("events") == before
    logged_in(f"antrean_{name}")
    assert made("move", "--to", str(tmp_path / "new")).code == 0
    both.use_files()
    assert Terminal(tmp_path / "new").ok("events") == before
