"""Who is in a hall on a server, what they tell each other and leave for others to read; and when the server is away."""

import json

import pytest

from shared.domain.words import Instant
from shared.faults import Kind
from shared.store import acts, summaries
from shared.store.acts import Order
from shared.store.engine_choice import engine_of, server_part
from shared.store.health_report import HealthReport
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.real_hall import wait_for
from tests.helpers.server.by_hand import by_hand, put_out, refused
from tests.helpers.store.away import away

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


@pytest.fixture
def hall(tmp_path, clock):
    with open_hall(tmp_path / "h", clock=clock, device="K1") as opened:
        yield opened


@pytest.fixture
def other(hall):
    with engine_of(hall.folder, device="K1", clock=StandingClock()) as opened:
        opened.reach()
        yield opened


@pytest.fixture
def notices(hall):
    listening = hall.listen()
    yield listening
    listening.close()


def write(hall) -> None:
    with hall.writing() as db:
        db.execute(NOTE)


class TestNotices:
    def test_the_others_writes_are_heard_with_their_number(self, hall, other, notices):
        before = int(hall.change_counter())
        write(other)
        assert wait_for(notices.heard, "the notice")
        assert int(hall.change_counter()) == notices.told == before + 1
        assert not notices.heard()
        notices.refresh()
        assert not notices.heard(), "it listens: there is nothing to begin again"

    def test_one_that_broke_says_look_and_listens_again_after_a_while(self, hall, other, notices):
        put_out(hall)
        assert wait_for(notices.heard, "the end of its connection")
        assert notices.ears is None
        assert notices.deaf_until > 0
        assert not notices.heard()
        notices.refresh()
        assert notices.ears is None, "not yet"
        notices.deaf_until = 0.001
        assert notices.heard(), "somebody may have said it meanwhile"
        assert notices.ears is not None
        assert int(hall.change_counter()) == int(other.change_counter())

    def test_nobody_listens_to_a_server_that_is_away_until_it_is_back(self, hall, notices):
        notices.close()
        with away(hall.folder):
            notices.deaf_until = 0.001
            notices.refresh()
            assert notices.ears is None
            assert notices.deaf_until > 1
        notices.deaf_until = 0.001
        notices.refresh()
        assert notices.ears is not None
        assert notices.deaf_until == 0.0

    def test_a_server_that_lets_in_and_takes_no_listener_is_asked_again_later(self, hall):
        """As a standby does; here by a name that no server takes."""
        made = server_part("server_notices").ServerNotices(hall.address, "x", "1 no name")
        assert made.ears is None
        assert made.deaf_until > 0
        assert not made.heard()


class TestPlaces:
    def test_programs_of_one_name_have_a_place_each_and_see_one_another(self, hall, other):
        mine, theirs = hall.heartbeat(), other.heartbeat()
        assert mine.enter()
        assert theirs.enter()
        assert {one.slot for one in mine.programs()} == {mine.slot, theirs.slot}
        assert mine.slot != theirs.slot
        assert all(one.locked for one in theirs.programs())
        mine.leave()
        theirs.leave()
        mine.leave()
        assert not theirs.programs()

    def test_a_hall_without_a_place_left_is_worked_in_all_the_same(self, hall, other, monkeypatch):
        monkeypatch.setattr(server_part("server_programs"), "SLOTS", 1)
        first, second = other.heartbeat(), hall.heartbeat()
        assert first.enter()
        assert not second.enter()
        second.beat()
        assert len(hall.heartbeat().programs()) == 1
        first.leave()

    def test_a_program_whose_connection_was_lost_takes_its_place_again(self, hall):
        place = hall.heartbeat()
        assert place.enter()
        put_out(hall)
        hall.reach()
        with pytest.raises(OSError, match="anew"):
            place.beat()
        place.leave()
        (left,) = place.programs()
        assert not left.locked, "what it left is nobody's any more"
        assert place.enter()
        assert [one.locked for one in place.programs()] == [True]
        place.leave()

    def test_while_the_server_is_away_it_is_said_as_a_share_says_it(self, hall):
        place = hall.heartbeat()
        assert place.enter()
        with away(hall.folder):
            for asked in (place.beat, place.programs, hall.skew_ms, lambda: hall.reports(["K1"])):
                with pytest.raises(OSError, match="server"):
                    asked()
            place.leave()

    def test_nothing_large_is_begun_while_a_program_is_in_the_hall(self, hall, other):
        upkeep = server_part("server_upkeep")
        place = other.heartbeat()
        assert place.enter()
        upkeep.need_nobody(hall)  # this process
        by_hand(hall, f"UPDATE {hall.address.schema}.programs SET pid = pid + 1")
        fault = refused(lambda: upkeep.need_nobody(hall))
        assert fault.kind is Kind.BUSY
        assert "K1 on" in fault.sentence
        place.leave()
        upkeep.need_nobody(hall)
        with away(hall.folder):
            assert refused(lambda: upkeep.need_nobody(hall)).kind is Kind.GONE


def test_a_programs_last_report_is_read_by_the_others(hall, other):
    told = [HealthReport("K1", "kiosk", "pc-1", 7, beat, Instant(9), {"paper": "ada", "n": beat}) for beat in (1, 2)]
    for one in told:
        hall.report(one)
    hall.report(HealthReport("D1", "display", "pc-2", 8, 1, Instant(9), {}))
    assert other.reports(["K1", "K2"]) == {"K1": told[1]}
    by_hand(hall, f"UPDATE {hall.address.schema}.reports SET data = '[]' WHERE device = 'K1'")
    assert other.reports(["K1"]) == {}


def test_the_halls_of_a_database_are_seen_side_by_side(hall):
    on_server = server_part("server_summaries")
    schema = hall.address.schema
    by_hand(hall, f"DELETE FROM {schema}.reports")
    assert dict(on_server.in_database(hall.address))[schema] is None
    acts.issue(hall, "a", Order(("AB.1",)))
    summaries.tell(hall)
    told = dict(on_server.in_database(hall.address))[schema]
    assert json.loads(told)["summary"]["waiting"] == 1
    with away(hall.folder):
        assert refused(lambda: on_server.in_database(hall.address)).kind is Kind.GONE


@pytest.mark.parametrize(("ahead", "found"), [(0, 0), (-60_000, -60_000), (60_000, 60_000)])
def test_this_pcs_clock_is_compared_with_the_servers(hall, monkeypatch, ahead, found):
    module = server_part("server_hall")
    real = module.machine_clock
    monkeypatch.setattr(module, "machine_clock", lambda: Instant(real() + ahead))
    assert abs(hall.skew_ms() - found) < 10_000
