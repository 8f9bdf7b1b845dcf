"""``antrean check`` of a hall on a server: settings, rights, connections, standbys, times, clocks and copies."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.check.item import Severity
from shared.clock import machine_clock
from shared.store.engine_choice import opened_engine, server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from tests.helpers.checking import checked
from tests.helpers.hall import hall_at_noon
from tests.helpers.real_hall import wait_for
from tests.helpers.server import both, cluster
from tests.helpers.server.cluster import Cluster

SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server of its own, with the settings of a real one."""
    with cluster.temporary(SAFE) as made:
        yield made


def hall_on(server_url: str, folder: Path) -> ServerAddress:
    address = ServerAddress(server_url, f"c_{os.urandom(5).hex()}")
    server_part("server_making").make(address, hall_at_noon(practice=True), machine_clock)
    folder.mkdir()
    server_address.write(folder, address)
    return address


def test_a_sound_server_is_told_with_its_version_speed_and_clock_and_a_missing_copy_is_looked_at(server, tmp_path):
    hall_on(server.url(), tmp_path / "hall")
    found = checked(tmp_path / "hall")
    assert (
        found["server"].numbers["version"].split(".")[0] == server.run("postgres", "--version").split()[2].split(".")[0]
    )
    for key in ("settings", "latency", "write", "clock", "replication", "hall"):
        assert found[key].weight is not Severity.REFUSE, found[key]
    assert found["latency"].numbers["p50_ms"] > 0
    assert found["write"].numbers["p50_ms"] > 0
    assert found["replication"].numbers["standbys"] == 0
    assert found["rights"].weight is Severity.WARN  # who owns the hall is no device
    assert found["connections"].numbers["most"] == 400
    assert found["backup"].weight is Severity.WARN
    with opened_engine(tmp_path / "hall", device="cli", clock=machine_clock) as hall:
        copy = server_part("server_upkeep").backup(hall).path
    assert checked(tmp_path / "hall")["backup"].weight is Severity.GOOD
    old = time.time() - 40 * 3600
    os.utime(copy, (old, old))
    told = checked(tmp_path / "hall")["backup"]
    assert (told.weight, told.numbers["hours"]) == (Severity.WARN, 40)


def test_settings_that_would_lose_what_was_told_as_done_are_refused(tmp_path):
    hall_on(both.url() or "", tmp_path / "hall")  # the tests' own server waits for no disk
    found = checked(tmp_path / "hall")["settings"]
    assert found.weight is Severity.REFUSE
    assert "fsync = off" in found.sentence


def test_a_login_without_a_role_is_refused_and_one_of_a_device_is_told(server, tmp_path, monkeypatch):
    address = hall_on(server.url(), tmp_path / "hall")
    for login, kind in (("kiosk_1", "kiosk"), ("nobody", "")):
        server.sql(f"CREATE ROLE {login} LOGIN" + (f" IN ROLE {address.role(kind)}" if kind else ""))
    monkeypatch.setenv("PGUSER", "kiosk_1")
    assert checked(tmp_path / "hall")["rights"].numbers["login"] == "kiosk_1"
    assert checked(tmp_path / "hall")["rights"].weight is Severity.GOOD
    monkeypatch.setenv("PGUSER", "nobody")
    assert checked(tmp_path / "hall")["server"].weight is Severity.REFUSE


def test_a_standby_is_told_from_both_sides(server, tmp_path):
    with tempfile.TemporaryDirectory(prefix="antrean-standby-") as place:
        Path(place).chmod(0o755)
        with Cluster(Path(place) / "s", SAFE, base=server) as standby:
            address = hall_on(server.url(), tmp_path / "hall")
            told = wait_for(lambda: _followed(tmp_path / "hall"), "the standby")
            assert "streaming" in told.sentence
            (tmp_path / "beside").mkdir()
            server_address.write(tmp_path / "beside", ServerAddress(standby.url(), address.schema))
            there = wait_for(lambda: _standby(tmp_path / "beside"), "the hall on the standby")
            assert there.weight is Severity.WARN
            assert "can be read only" in there.sentence


def _followed(folder: Path):
    told = checked(folder)["replication"]
    return told if "standbys" not in told.numbers else None


def _standby(folder: Path):
    """Nothing until the hall has come there."""
    return checked(folder).get("replication")
