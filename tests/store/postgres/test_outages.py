"""What befalls a real server: a full disk, recovery, refusals, too many, too old: true words, and acts done once."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.acts import Order
from shared.store.engine_choice import server_part
from shared.store.postgres.server_address import ServerAddress
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.real_hall import wait_for
from tests.helpers.server import cluster
from tests.helpers.server.cluster import Cluster


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server of its own by the network, for few programs."""
    few = {**cluster.QUICK, "max_connections": "8", "superuser_reserved_connections": "2"}
    with cluster.temporary(few, tcp=True) as made:
        yield made


def hall_at(url: str, schema: str = "graha", *, made: bool = True):
    """The hall on a server, as one program has it."""
    address = ServerAddress(url, schema)
    if not made:
        server_part("server_making").make(address, small_hall(), StandingClock())
    return server_part("server_hall").ServerHall(Path("/nowhere"), address, device="K1", clock=StandingClock())


@pytest.fixture
def hall(server):
    with hall_at(server.url(user=cluster.USER), "h" + os.urandom(6).hex(), made=False) as made:
        made.reach()
        yield made


def taken(hall, press: str) -> Issued:
    answer = acts.issue(hall, press, Order(("AB.1",)))
    assert isinstance(answer, Issued)
    return answer


def refused(doing) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as raised:
        doing()
    return raised.value


def done_once(hall, press: str, *others: str) -> None:
    """Asked again when all is well, the press has one outcome, and the hall is sound."""
    first = taken(hall, press)
    assert taken(hall, press) == first
    with hall.reading() as db:
        assert invariants.check(db) == ()
        labels = [row[0] for row in db.execute("SELECT label FROM tickets ORDER BY number").fetchall()]
        presses = {row[0] for row in db.execute("SELECT id FROM requests").fetchall()}
    assert len(labels) == len(set(labels)) == 1 + len(others)
    assert {press, *others} <= presses


def test_nobody_is_let_in_by_pg_hba(server, hall):
    server.refuse()
    try:
        fault = refused(lambda: taken(hall, "r"))
    finally:
        server.let_in()
    assert fault.kind is Kind.READ_ONLY
    assert "does not let this PC in" in fault.sentence
    done_once(hall, "r")


def test_a_wrong_password_and_an_unknown_login_are_told_apart_from_an_outage(server, hall):
    server.sql("CREATE ROLE kiosk_9 LOGIN PASSWORD 'right'", database="postgres")
    hba = server.data / "pg_hba.conf"
    before = hba.read_text(encoding="ascii")
    hba.write_text("local all postgres trust\nhost all postgres all trust\nhost all all all scram-sha-256\n")
    server.run("pg_ctl", "reload", "-D", str(server.data))
    try:
        for login in ("kiosk_9:wrong", "nobody:wrong"):
            there = hall_at(f"postgresql://{login}@127.0.0.1:{server.port}/antrean", hall.address.schema)
            fault = refused(there.reach)
            assert fault.kind is Kind.READ_ONLY
            assert "login or password are not known" in fault.sentence
            assert "wrong" not in str(fault)
    finally:
        hba.write_text(before, encoding="ascii")
        server.run("pg_ctl", "reload", "-D", str(server.data))
    done_once(hall, "r")


def test_a_server_without_a_place_left_says_so_and_the_press_is_done_when_there_is_one(server, hall):
    hall.close()
    server.sql("CREATE ROLE many LOGIN", database="postgres")
    server.sql(f"GRANT USAGE ON SCHEMA {hall.address.schema} TO many")
    with contextlib.ExitStack() as crowd:
        for _ in range(6):
            address = ServerAddress(server.url(user="many"), hall.address.schema)
            crowd.enter_context(server_part("server_connection").connect(address, "crowd"))
        there = hall_at(server.url(user="many"), hall.address.schema)
        fault = refused(there.reach)
        assert fault.kind is Kind.GONE
        assert "takes no more programs" in fault.sentence
        assert "max_connections" in fault.remedy
    done_once(hall, "r")


def test_a_server_that_recovers_is_waited_for(server, hall):
    """A standby that lets nobody read is in recovery for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="antrean-recovers-") as place:
        Path(place).chmod(0o755)
        recovering = Cluster(Path(place) / "s", {**cluster.QUICK, "hot_standby": "off"}, tcp=True, base=server)
        there = hall_at(recovering.url(user=cluster.USER), hall.address.schema)
        try:
            recovering.start(ready=False)
            fault = wait_for(lambda: starting(refused(there.reach)), "its word that it recovers")
        finally:
            recovering.stop()
    assert fault.kind is Kind.GONE
    assert "by itself" in fault.remedy
    done_once(hall, "r")


def starting(fault: EnvironmentFault) -> EnvironmentFault | None:
    return fault if "recovering" in fault.sentence else None


def test_a_server_before_15_is_named_with_its_version(server, hall):
    """The server tells its version when somebody comes in: on the way it becomes an older one."""
    with older(b"14", server.port) as port:
        there = hall_at(f"postgresql://{cluster.USER}@127.0.0.1:{port}/antrean?sslmode=disable", hall.address.schema)
        fault = refused(there.reach)
    assert fault.kind is Kind.UNSAFE_SHARE
    assert "is PostgreSQL 14; Antrean needs 15 or newer" in fault.sentence
    done_once(hall, "r")


@contextlib.contextmanager
def older(version: bytes, port: int) -> Iterator[int]:
    """A way to the server on which it says that it is of another version."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                client = listening.accept()[0]
                with client, socket.create_connection(("127.0.0.1", port)) as there:
                    threading.Thread(target=pump, args=(client, there), daemon=True).start()
                    pump(there, client)

        def pump(source: socket.socket, target: socket.socket) -> None:
            with contextlib.suppress(OSError):
                while piece := source.recv(65536):
                    before, name, after = piece.partition(b"server_version\0")
                    target.sendall(before + name + version + after[len(version) :] if name else piece)

        threading.Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1])


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A small disk in memory, as root."""
    place = Path(tempfile.mkdtemp(prefix="antrean-small-disk-"))
    place.chmod(0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=120m,mode=755", "antrean", str(place)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        shutil.rmtree(place)
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    shutil.rmtree(place)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_said_the_hall_can_be_read_and_the_press_is_done_once_there_is_room(small_disk):
    true = {"fsync": "on", "synchronous_commit": "on", "max_wal_size": "48MB", "min_wal_size": "32MB"}
    with Cluster(small_disk / "s", true) as full:
        full.sql("CREATE DATABASE antrean TEMPLATE template0", database="postgres")
        with hall_at(full.url(user=cluster.USER), made=False) as hall:
            before = [f"before {number}" for number in range(3)]
            for press in before:
                taken(hall, press)
            ballast = small_disk / "ballast"
            with ballast.open("wb") as out, contextlib.suppress(OSError):
                while True:
                    out.write(b"x" * 65536)
                    out.flush()
            done = list(before)
            fault = None
            while fault is None:  # until a table or an index wants another page
                try:
                    taken(hall, f"press {len(done)}")
                    done.append(f"press {len(done)}")
                except EnvironmentFault as said:
                    fault = said
            assert fault.kind is Kind.FULL
            assert "disk is full" in fault.sentence
            with hall.reading() as db:
                assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == len(done)
            assert refused(lambda: taken(hall, f"press {len(done)}")).kind is Kind.FULL
            ballast.unlink()
            done_once(hall, f"press {len(done)}", *done)
