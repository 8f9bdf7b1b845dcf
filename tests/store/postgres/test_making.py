"""A hall is made on a server, renewed and taken away again: all of it or nothing, and said whose work it is."""

import os
from collections.abc import Iterator

import pytest

from shared.faults import Kind, UsageFault
from shared.store.engine_choice import engine_of, server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.server import both
from tests.helpers.server.by_hand import by_hand, refused, spoilt
from tests.helpers.store.away import away


@pytest.fixture
def making():
    return server_part("server_making")


@pytest.fixture
def hall(tmp_path, clock):
    with open_hall(tmp_path / "h", clock=clock) as opened:
        yield opened


@pytest.fixture
def address() -> ServerAddress:
    """Where no hall is yet."""
    return ServerAddress(both.url() or "", f"made_{os.urandom(5).hex()}")


@pytest.fixture
def login(hall) -> Iterator[str]:
    """A login that owns nothing: that of a kiosk of the hall."""
    name = f"pc_{hall.address.schema}"
    by_hand(hall, f"CREATE ROLE {name} LOGIN IN ROLE {hall.address.role('kiosk')}")
    yield name
    by_hand(hall, f"DROP ROLE {name}")


def test_a_database_that_is_not_there_yet_is_made_with_its_hall(making, address, tmp_path, hall):
    there = address.in_database(f"d_{address.schema}")
    making.make(there, small_hall(), StandingClock())
    server_address.write(tmp_path, there)
    with engine_of(tmp_path, device="x", clock=StandingClock()) as made:
        made.reach()
        assert made.hall_id != hall.hall_id
    making.drop(there)
    by_hand(hall, f"DROP DATABASE {there.database}")


def test_what_was_made_for_a_trial_is_taken_away_with_its_roles(making, address, hall):
    making.make(address, small_hall(), StandingClock())
    with pytest.raises(UsageFault, match="already"):
        making.make(address, small_hall(), StandingClock())
    making.drop(address)
    left = f"SELECT count(*) FROM pg_roles WHERE rolname LIKE '{address.role('%')}'"
    assert hall.asked(left).fetchone()[0] == 0
    assert not making.update(address), "there is nothing to bring up to date"


def test_a_hall_whose_roles_are_needed_elsewhere_stays_whole(making, address, hall):
    making.make(address, small_hall(), StandingClock())
    kiosk, schema = address.role("kiosk"), hall.address.schema
    with spoilt(hall, f"GRANT USAGE ON SCHEMA {schema} TO {kiosk}", f"REVOKE USAGE ON SCHEMA {schema} FROM {kiosk}"):
        refused(lambda: making.drop(address))
        assert making.update(address), "it is there"
    making.drop(address)


def test_who_may_not_make_a_hall_is_given_the_lines_for_whoever_may(making, address, login, monkeypatch):
    with monkeypatch.context() as this_pc, pytest.raises(making.NotPermittedError) as told:
        this_pc.setenv("PGUSER", login)
        making.make(address, small_hall(), StandingClock())
    assert told.value.kind is Kind.READ_ONLY
    assert f"CREATE ROLE antrean_{address.schema} LOGIN" in told.value.script


def test_a_server_that_is_away_is_no_matter_of_rights(making, hall):
    with away(hall.folder):
        fault = refused(lambda: making.opened(hall.address))
    assert fault.kind is Kind.GONE
    assert not isinstance(fault, making.NotPermittedError)


def test_tables_of_an_older_antrean_are_for_their_owner_to_renew(hall, login, monkeypatch):
    older = "DELETE FROM schema_changes WHERE name = '0011_refused_numbers'"
    back = "INSERT INTO schema_changes (name) VALUES ('0011_refused_numbers')"
    pc = engine_of(hall.folder, device="K1", clock=StandingClock())
    with spoilt(hall, older, back), monkeypatch.context() as this_pc:
        this_pc.setenv("PGUSER", login)
        fault = refused(pc.reach)
    pc.close()
    assert fault.kind is Kind.READ_ONLY
    assert "older Antrean" in fault.sentence
    assert "antrean init --server" in fault.remedy
