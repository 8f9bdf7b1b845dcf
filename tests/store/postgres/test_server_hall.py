"""One program's connection to its server: lost, silent, another's turn, another hall: true words, no act twice."""

import psycopg
import pytest

from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.acts import Order
from shared.store.engine_choice import engine_of, server_part
from shared.store.hall_faults import HalfCommit
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.server.by_hand import beside, by_hand, put_out, refused, spoilt

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


@pytest.fixture
def hall(tmp_path, clock):
    with open_hall(tmp_path / "h", clock=clock) as opened:
        yield opened


def notes(hall) -> int:
    with hall.reading() as db:
        assert invariants.check(db) == ()
        return db.execute("SELECT count(*) FROM events WHERE what = 'note'").fetchone()[0]


def write(hall) -> None:
    with hall.writing() as db:
        db.execute(NOTE)


class TestAConnectionThatIsLost:
    def test_while_nobody_used_it_is_made_anew_and_nobody_hears_of_it(self, hall):
        for use in (lambda: write(hall), lambda: notes(hall), hall.change_counter, hall.live_programs):
            put_out(hall)
            use()
        assert notes(hall) == 1

    def test_within_an_act_undoes_it(self, hall):
        def cut() -> None:
            with hall.writing() as db:
                db.execute(NOTE)
                put_out(hall)
                db.execute(NOTE)

        assert refused(cut).kind is Kind.GONE
        assert notes(hall) == 0

    def test_within_an_act_that_is_given_up_for_another_reason_leaves_that_reason(self, hall):
        def cut() -> None:
            with hall.writing() as db:
                db.execute(NOTE)
                put_out(hall)
                raise EnvironmentFault(Kind.DEVICE, "The printer is off.", "Switch it on.")

        assert refused(cut).kind is Kind.DEVICE
        assert notes(hall) == 0

    def test_at_the_commit_leaves_a_question_that_the_request_settles(self, hall):
        def cut() -> None:
            with hall.writing() as db:
                db.execute(NOTE)
                put_out(hall)

        fault = refused(cut)
        assert isinstance(fault, HalfCommit)
        assert fault.kind is Kind.GONE
        assert notes(hall) == 0
        assert acts.issue(hall, "a", Order(("AB.1",))).label == "AB-001"

    def test_beside_the_queue_loses_one_row(self, hall):
        def cut() -> None:
            with hall.beside() as db:
                put_out(hall)
                db.execute("DELETE FROM programs")

        assert refused(cut).kind is Kind.GONE
        with hall.beside() as db:
            db.execute("DELETE FROM programs")

    def test_within_something_long_leaves_the_next_one_as_hurried_as_ever(self, hall):
        with hall.unhurried():
            put_out(hall)
            assert hall.asked("SHOW statement_timeout").fetchone()[0] == "5s"
        assert hall.asked("SHOW statement_timeout").fetchone()[0] == "5s"

    def test_by_an_error_on_the_way_is_an_outage(self, hall):
        def broken() -> None:
            with hall.reading():
                raise ConnectionResetError

        assert refused(broken).kind is Kind.GONE
        assert notes(hall) == 0


def test_a_server_that_stays_silent_is_given_up_with_its_connection(hall):
    connection, ask = hall.connected(), server_part("server_connection").ask
    with pytest.raises(server_part("server_errors").ServerSilentError):
        ask(connection, "SELECT pg_sleep(60)", 0.1)
    assert connection.closed
    write(hall)
    assert notes(hall) == 1


def test_whoever_waits_in_vain_for_another_programs_turn_is_told_so(hall, tmp_path):
    with engine_of(hall.folder, device="other", clock=StandingClock()) as other:
        other.reach()
        with other.writing():
            with pytest.raises(EnvironmentFault) as told, hall.writing(0.05):
                pytest.fail("two have their turn at once")
            assert told.value.kind is Kind.BUSY
            assert notes(hall) == 0, "who reads waits for nobody"
    write(hall)


def test_one_program_has_one_transaction_at_a_time(hall):
    with hall.reading(), pytest.raises(RuntimeError, match="already open"), hall.writing():
        pytest.fail("a transaction within another")
    write(hall)


def test_a_question_that_cannot_be_asked_is_a_bug_and_no_reason_to_connect_anew(hall):
    connection = hall.connected()
    assert refused(lambda: hall.asked("SELECT nothing")).kind is Kind.BUG
    rename = "ALTER TABLE server_state RENAME COLUMN {} TO {}".format
    with spoilt(hall, rename("commits", "other"), rename("other", "commits")):
        assert refused(lambda: notes(hall)).kind is Kind.BUG
    assert notes(hall) == 0
    assert hall.connected() is connection


class TestWhoseHallItIs:
    def test_another_halls_tables_are_not_touched(self, hall):
        write(hall)
        named = "UPDATE meta SET value = '{}' WHERE name = 'hall_id'".format
        with spoilt(hall, named("another"), named(hall.hall_id)):
            put_out(hall)
            assert refused(lambda: write(hall)).kind is Kind.WRONG_HALL
        assert notes(hall) == 1

    def test_a_server_that_went_back_is_not_gone_on_with(self, hall):
        write(hall)
        write(hall)
        with spoilt(hall, "UPDATE server_state SET event = event - 1", "UPDATE server_state SET event = event + 1"):
            put_out(hall)
            fault = refused(lambda: write(hall))
        assert fault.kind is Kind.WRONG_HALL
        assert "went back" in fault.sentence
        assert notes(hall) == 2

    def test_tables_that_are_none_of_a_hall(self, hall):
        back = f"INSERT INTO meta (name, value) VALUES ('hall_id', '{hall.hall_id}')"
        with spoilt(hall, "DELETE FROM meta WHERE name = 'hall_id'", back):
            put_out(hall)
            assert refused(lambda: write(hall)).kind is Kind.NO_HALL
        assert notes(hall) == 0

    def test_tables_that_a_newer_antrean_has_changed(self, hall):
        back = "DELETE FROM schema_changes WHERE name = '9999_x'"
        with spoilt(hall, "INSERT INTO schema_changes (name) VALUES ('9999_x')", back):
            put_out(hall)
            fault = refused(lambda: write(hall))
        assert fault.kind is Kind.NEWER_SCHEMA
        assert "9999_x" in fault.sentence

    def test_tables_of_an_older_antrean_get_what_they_lack(self, hall):
        by_hand(hall, "DROP TABLE refused_numbers", "DELETE FROM schema_changes WHERE name = '0011_refused_numbers'")
        put_out(hall)
        with hall.reading() as db:
            assert db.execute("SELECT count(*) FROM refused_numbers").fetchone()[0] == 0
            assert db.execute("SELECT count(*) FROM schema_changes WHERE name LIKE '0011_%'").fetchone()[0] == 1

    def test_a_folder_that_names_no_server_or_a_schema_that_is_not_there(self, hall, tmp_path):
        server_hall = server_part("server_hall").ServerHall
        with pytest.raises(UsageFault, match="names no server"):
            server_hall.open(tmp_path, device="x", clock=StandingClock())
        server_address.write(tmp_path, ServerAddress(hall.address.url, "nobodys"))
        opening = refused(lambda: server_hall.open(tmp_path, device="x", clock=StandingClock()))
        assert opening.kind is Kind.NO_HALL


class TestSeveralServers:
    """The first address leads nowhere, the second to the server."""

    def both(self, hall, tmp_path) -> ServerAddress:
        url = hall.address.url.replace("host=", f"host={tmp_path},").replace("port=", "port=1,")
        return ServerAddress(url, hall.address.schema)

    def test_the_one_that_can_be_written_is_taken(self, hall, tmp_path):
        server_address.write(tmp_path, self.both(hall, tmp_path))
        with engine_of(tmp_path, device="x", clock=StandingClock()) as there:
            write(there)
        assert notes(hall) == 1

    def test_one_that_can_only_be_read_is_taken_where_there_is_no_other(self, hall, tmp_path, monkeypatch):
        role = f"reads_{hall.address.schema}"
        made = f"CREATE ROLE {role} LOGIN IN ROLE {hall.address.role('supervisor')}"
        by_hand(hall, made, f"ALTER ROLE {role} SET default_transaction_read_only = on")
        server_address.write(tmp_path, self.both(hall, tmp_path))
        monkeypatch.setenv("PGUSER", role)
        with engine_of(tmp_path, device="x", clock=StandingClock()) as there:
            assert notes(there) == 0
            fault = refused(lambda: write(there))
        monkeypatch.undo()
        by_hand(hall, f"DROP ROLE {role}")
        assert fault.kind is Kind.READ_ONLY
        assert "standby" in fault.sentence


def test_rows_are_read_by_name_and_sums_of_whole_numbers_are_whole(hall):
    row = hall.asked("SELECT 1 AS one, 2::numeric AS two, -3::numeric AS three, 2.5::numeric AS half").fetchone()
    assert dict(row) == {"one": 1, "two": 2, "three": -3, "half": 2.5}
    assert [type(value) for value in row] == [int, int, int, float]


def test_a_change_of_tables_that_loses_its_connection_tells_why(hall):
    with beside(hall) as connection, pytest.raises(psycopg.Error), server_part("server_schema").transaction(connection):
        put_out(hall)
        connection.execute("SELECT 1")
    with beside(hall) as connection, pytest.raises(psycopg.Error), server_part("server_schema").transaction(connection):
        connection.execute("CREATE TABLE half_made (x BIGINT)")
        connection.execute("SELECT nothing")
    with pytest.raises(psycopg.errors.UndefinedTable):
        by_hand(hall, "SELECT * FROM half_made")
