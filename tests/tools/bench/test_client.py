"""``antrean bench client``: what it presses, what it was shown, how it ends."""

import time
from types import SimpleNamespace

import pytest

from shared import samples
from shared.clock import clock_from
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.hall_faults import HalfCommit
from shared.store.sqlite import create
from shared.tools.bench import client, verdict
from shared.tools.bench.client import Client
from tests.helpers.bench import at_work, order
from tests.helpers.hall import MORNING, StandingClock, small_hall


class TestClients:
    def test_a_mixed_client_claims_what_it_was_shown_and_the_file_agrees(self, folder):
        screen = Client(order(folder, "display", name="D1"), clock_from(MORNING))
        screen.begin()
        answer = at_work(Client(order(folder, "mixed"), clock_from(MORNING)), "issue", "next")
        screen.end()
        assert {"issue", "next"} <= {act["act"] for act in answer["acts"]}
        assert answer["errors"] == {}
        assert set(answer["latency_ms"]["issue"]) >= {"p50", "p95", "p99", "max"}
        watched = screen.answer()
        calls = [act["call"] for act in answer["acts"] if act["act"] == "next"]
        assert [(act["act"], act["call"]) for act in watched["acts"]] == [("seen", call) for call in calls]
        assert watched["watched"] == [0, max(calls)]
        found = verdict.verdict(folder, clock_from(MORNING), [answer, watched])
        assert found.sound, found.details

    def test_a_mixed_client_calls_whom_it_issued_in_a_large_hall_too(self, tmp_path):
        create.create(tmp_path / "hall", samples.load("graha-segara"), clock_from(MORNING))
        answer = at_work(Client(order(tmp_path / "hall", "mixed", name="77"), clock_from(MORNING)), "next")
        issued = [act["label"] for act in answer["acts"] if act["act"] == "issue"]
        called = [act["label"] for act in answer["acts"] if act["act"] == "next"]
        assert called
        assert set(called) <= set(issued)

    def test_a_kiosk_only_issues_and_a_counter_only_calls(self, folder):
        kiosk = at_work(Client(order(folder, "kiosk", name="K1"), clock_from(MORNING)), "issue")
        counter = Client(order(folder, "counter", name="3", seconds=0.5), clock_from(MORNING)).run()
        assert {act["act"] for act in kiosk["acts"]} == {"issue"}
        assert {act["act"] for act in counter["acts"]} <= {"next"}
        assert kiosk["latency_ms"].keys() == {"issue"}

    def test_a_hall_that_is_not_there_is_told_with_its_kind(self, tmp_path):
        with pytest.raises(EnvironmentFault) as caught:
            Client(order(tmp_path, "kiosk"), clock_from(MORNING)).run()
        assert caught.value.kind is Kind.NO_HALL

    def test_a_hall_that_never_answers_is_gone(self, folder, monkeypatch):
        monkeypatch.setattr(client, "START_SECONDS", 0.0)
        monkeypatch.setattr(client.StoreThread, "start", lambda _self: None)
        with pytest.raises(EnvironmentFault) as caught:
            Client(order(folder, "kiosk"), clock_from(MORNING)).run()
        assert caught.value.kind is Kind.GONE

    def test_a_refused_hall_is_told_in_its_own_words(self, folder, monkeypatch):
        raw = bytearray((folder / "hall.db").read_bytes())
        raw[60:64] = (99).to_bytes(4, "big")  # user_version
        (folder / "hall.db").write_bytes(raw)
        with pytest.raises(EnvironmentFault) as caught:
            Client(order(folder, "kiosk"), clock_from(MORNING)).run()
        assert caught.value.kind is Kind.NEWER_SCHEMA
        assert "hall.db" in caught.value.sentence
        opened = client.opened_engine
        monkeypatch.setattr(client, "opened_engine", lambda *_given, **_named: opened(folder.parent / "well", **_named))
        create.create(folder.parent / "well", small_hall(), StandingClock())
        with pytest.raises(EnvironmentFault) as caught:  # it was made whole in between
            Client(order(folder, "kiosk"), clock_from(MORNING)).run()
        assert caught.value.kind is Kind.NEWER_SCHEMA

    @pytest.mark.parametrize(
        ("takes", "times"),
        [
            (0.5, [1, 2, 3, 4, 5, 6, 7, 8, 9]),  # however long each takes, they keep to their rate
            (3.0, [1, 4, 7]),  # what lies further back than two seconds is left out
        ],
    )
    def test_presses_come_at_their_times(self, folder, monkeypatch, takes, times):
        now, pressed = [0.0], []
        one = Client(order(folder, "kiosk", rate=1.0), clock_from(MORNING))
        monkeypatch.setattr(client, "time", SimpleNamespace(monotonic=lambda: now[0]))
        monkeypatch.setattr(one, "_random", SimpleNamespace(expovariate=lambda rate: 1 / rate))

        def wait(seconds):
            now[0] += seconds
            return False

        def press():
            pressed.append(now[0])
            now[0] += takes

        monkeypatch.setattr(one, "_stop", SimpleNamespace(wait=wait))
        monkeypatch.setattr(one, "press", press)
        one.work(10.0)
        one._thread.stop()
        assert pressed == times

    def test_a_client_that_is_stopped_answers_what_it_was_shown(self, folder):
        one = Client(order(folder, "kiosk", seconds=60.0), clock_from(MORNING))
        one.begin()
        press, pressed = one.press, []

        def press_and_stop():
            press()
            pressed.append(1)
            if len(pressed) == 3:
                one.stop()

        one.press = press_and_stop
        one.work(time.monotonic() + 60)
        one.end()
        assert len(one.answer()["acts"]) == 3

    def test_a_display_waits_for_a_call_of_the_last_moment(self, folder, monkeypatch):
        screen = Client(order(folder, "display", name="D1"), clock_from(MORNING))
        screen.begin()
        screen.seen.watched += [5]
        monkeypatch.setattr(client, "NEWS_SECONDS", 0.05)
        screen._see_out()  # call 5 never comes: it is told as unseen, not waited for
        monkeypatch.setattr(client, "NEWS_SECONDS", 30.0)
        screen.seen.calls_at[5] = 1.0
        screen._see_out()
        screen._thread.stop()
        assert screen.seen.watched == [0, 5]

    def test_a_kiosk_goes_on_from_its_spool_and_settles(self, folder, tmp_path, monkeypatch):
        one = Client(order(folder, "kiosk", name="K1", local=tmp_path / "local"), clock_from(MORNING))
        one.begin()
        issue = acts.issue

        def gone(*_arguments):
            raise EnvironmentFault(Kind.GONE, "Gone.", "Wait.")

        def cut(*arguments):
            issue(*arguments)
            raise HalfCommit(Kind.GONE, "Cut.", "Wait.")

        monkeypatch.setattr(client, "PATIENCE_SECONDS", 0.3)
        for trouble in (gone, cut):
            monkeypatch.setattr(acts, "issue", trouble)
            one.press()
        monkeypatch.setattr(acts, "issue", issue)
        assert [act["settled"] for act in one.seen.acts] == [False, False]
        one.end()
        answer = one.answer()
        assert [act["settled"] for act in answer["acts"]] == [True, True]
        found = verdict.verdict(folder, clock_from(MORNING), [answer])
        assert found.sound, found.details

    def test_a_spool_without_numbers_refuses(self, folder, tmp_path, monkeypatch):
        one = Client(order(folder, "kiosk", name="K1", local=tmp_path / "local"), clock_from(MORNING))
        one.begin()
        one._fault = EnvironmentFault(Kind.GONE, "Gone.", "Wait.")
        one._from_spool(one._spool, "r", acts.Order(("AB.1", "AB.1")))
        assert sum(one.seen.refused.values()) == 1
        one.end()

    def test_faults_and_bugs_are_counted_by_kind(self, folder, monkeypatch):
        one = Client(order(folder, "kiosk"), clock_from(MORNING))
        one.begin()

        def busy(*_arguments):
            raise EnvironmentFault(Kind.BUSY, "Busy.", "Wait.")

        monkeypatch.setattr(acts, "issue", busy)
        one.press()
        monkeypatch.setattr(acts, "issue", lambda *_arguments: 1 / 0)
        one.press()
        monkeypatch.setattr(client, "END_SECONDS", 0.0)
        one._do("look", lambda _file: None)
        one.end()
        assert one.seen.errors["busy"] == one.seen.errors["ZeroDivisionError"] == 1
