"""``antrean bench``: its clients, the verdict on what they were shown, its tables; never a time."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from shared import samples
from shared.bench import client, hall, history, numbers, operations, verdict
from shared.bench.client import Client, Order
from shared.bench.verdict import Verdict
from shared.clock import clock_from
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts, hall_rows, invariants
from shared.store.connection import FILE, HallFile, connect
from shared.store.errors import HalfCommit
from tests.helpers.cli import antrean
from tests.helpers.hall import MORNING, StandingClock, open_hall, small_hall

SOUND = {"lost": 0, "doubled": 0, "stuck": 0, "unseen": 0, "integrity": 0}


@pytest.fixture
def folder(tmp_path):
    hall_rows.create(tmp_path / "hall", small_hall(), StandingClock())
    return tmp_path / "hall"


def order(folder, role, **named):
    rate, seconds = named.get("rate", 20.0), named.get("seconds", 1.0)
    return Order(folder, role, rate, seconds, named.get("name", "1"), 5, local=named.get("local"))


def judged(folder, *claims):
    found = Verdict()
    with open_hall(folder) as file, file.reading() as db:
        verdict.judge(db, claims, found)
    return found


def claim(*entries, name="x", watched=()):
    """A client's answer: each entry is request, act, label, call."""
    keys = ("request", "act", "label", "call")
    acts = [{"settled": True, **dict(zip(keys, one, strict=True))} for one in entries]
    return {"name": name, "acts": acts, "watched": list(watched)}


class TestNumbers:
    def test_percentiles_are_of_what_was_measured(self):
        found = numbers.spread([5.0, 1.0, 3.0, 2.0, 4.0])
        assert (found["p50"], found["p95"], found["max"], found["count"]) == (3.0, 5.0, 5.0, 5)
        assert numbers.spread([])["p50"] is None
        assert numbers.median([9.0, 1.0, 2.0]) == 2.0


class TestClients:
    def test_a_mixed_client_claims_what_it_was_shown_and_the_file_agrees(self, folder):
        screen = Client(order(folder, "display", name="D1"), clock_from(MORNING))
        screen.begin()
        answer = Client(order(folder, "mixed"), clock_from(MORNING)).run()
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
        hall_rows.create(tmp_path / "hall", samples.load("graha-segara"), clock_from(MORNING))
        answer = Client(order(tmp_path / "hall", "mixed", name="77"), clock_from(MORNING)).run()
        issued = [act["label"] for act in answer["acts"] if act["act"] == "issue"]
        called = [act["label"] for act in answer["acts"] if act["act"] == "next"]
        assert called
        assert set(called) <= set(issued)

    def test_a_kiosk_only_issues_and_a_counter_only_calls(self, folder):
        kiosk = Client(order(folder, "kiosk", name="K1", seconds=0.5), clock_from(MORNING)).run()
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
        opened = HallFile.open
        monkeypatch.setattr(HallFile, "open", lambda *_given, **_named: opened(folder.parent / "well", **_named))
        hall_rows.create(folder.parent / "well", small_hall(), StandingClock())
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


class TestTheVerdict:
    def issued(self, folder, count=1):
        with open_hall(folder) as file:
            return [acts.issue(file, f"i{n}", acts.Order(("AB.1",))).label for n in range(count)]

    def called(self, folder, count=1):
        with open_hall(folder) as file:
            return [acts.call_next(file, f"n{n}", "1") for n in range(count)]

    def test_an_act_that_is_not_in_the_file_is_lost(self, folder):
        label, other = self.issued(folder, 2)
        assert judged(folder, claim(("i0", "issue", label, None))).sound
        assert judged(folder, claim(("i0", "issue", "AB-099", None))).lost == 1
        assert judged(folder, claim(("i9", "issue", label, None))).lost == 1  # nobody pressed that
        assert judged(folder, claim(("i0", "issue", other, None))).lost == 1  # somebody else's number
        (call,) = self.called(folder)
        assert judged(folder, claim(("n0", "next", call.label, call.call))).sound
        assert judged(folder, claim(("n0", "next", call.label, 77))).lost == 1
        assert judged(folder, claim(("n0", "next", "BA-001", call.call))).lost == 1
        assert judged(folder, claim(("n9", "next", call.label, call.call))).lost == 1
        assert judged(folder, claim((None, "seen", call.label, call.call + 1))).lost == 1
        assert judged(folder, claim((None, "seen", "BA-001", call.call))).lost == 1

    def test_what_the_file_says_against_its_own_answer_is_lost(self, folder):
        (label,) = self.issued(folder)
        with open_hall(folder) as file, file.writing() as db:
            for table in ("events", "steps", "tickets", "tallies"):
                db.execute(f"DELETE FROM {table}")
        assert judged(folder, claim(("i0", "issue", label, None))).lost == 1

    def test_an_act_of_the_day_before_is_still_known(self, folder):
        (label,) = self.issued(folder)
        with open_hall(folder) as file:
            file.clock.advance(days=1)
            same = acts.issue(file, "tomorrow", acts.Order(("AB.1",))).label
        assert same == label
        both = claim(("i0", "issue", label, None), ("tomorrow", "issue", same, None))
        assert judged(folder, both).sound

    def test_what_two_presses_were_shown_is_doubled(self, folder):
        (label,) = self.issued(folder)
        shown = claim(("i0", "issue", label, None))
        assert judged(folder, shown, shown).doubled == 1
        (call,) = self.called(folder)
        shown = claim(("n0", "next", call.label, call.call))
        assert judged(folder, shown, shown).doubled == 1

    def test_what_waits_in_a_spool_is_not_lost_but_may_be_doubled(self, folder):
        (label,) = self.issued(folder)
        waiting = claim(("s", "issue", "AB-077", None))
        waiting["acts"][0]["settled"] = False
        assert judged(folder, waiting).sound
        waiting["acts"][0]["label"] = label
        assert judged(folder, waiting, claim(("i0", "issue", label, None))).doubled == 1

    def test_a_display_must_have_seen_every_call_once_in_order(self, folder):
        self.issued(folder, 2)
        seen = [(None, "seen", call.label, call.call) for call in self.called(folder, 2)]
        whole = (0, 2)
        assert judged(folder, claim(*seen, watched=whole)).sound
        assert judged(folder, claim(seen[0], watched=whole)).unseen == 1
        assert judged(folder, claim(watched=whole)).unseen == 2
        assert judged(folder, claim(seen[1], watched=(1, 2))).sound  # it was switched on after the first
        assert judged(folder, claim(seen[0], watched=(0,))).sound  # it was switched off before the second
        assert judged(folder, claim(*seen, seen[1], watched=whole)).doubled == 1
        assert judged(folder, claim(*reversed(seen), watched=whole)).doubled == 1

    def test_what_the_invariants_find_is_sorted(self, folder, monkeypatch):
        problems = tuple(
            invariants.Problem(rule, "x") for rule in ("counter_step", "label_twice", "tally_unlike_steps")
        )
        monkeypatch.setattr(invariants, "check", lambda _db: problems)
        found = judged(folder)
        assert (found.stuck, found.doubled, found.integrity) == (1, 1, 1)
        assert not found.sound

    def test_a_lock_that_stays_behind_is_stuck_and_other_faults_are_faults(self, folder, tmp_path, monkeypatch):
        def busy(*_arguments):
            raise EnvironmentFault(Kind.BUSY, "Busy.", "Wait.")

        monkeypatch.setattr(HallFile, "writing", busy)
        assert verdict.verdict(folder, StandingClock(), []).stuck == 1
        with pytest.raises(EnvironmentFault):
            verdict.verdict(tmp_path, StandingClock(), [])

    def test_a_share_that_breaks_off_once_is_asked_again(self, folder, monkeypatch):
        opened, times = HallFile.open, []

        def open_(*arguments, **named):
            times.append(1)
            if len(times) == 1:
                raise EnvironmentFault(Kind.GONE, "Gone.", "Wait.")
            return opened(*arguments, **named)

        monkeypatch.setattr(HallFile, "open", open_)
        assert verdict.verdict(folder, StandingClock(), []).sound

    def test_a_file_too_damaged_to_be_read_is_a_verdict_too(self, folder):
        raw = (folder / "hall.db").read_bytes()
        (folder / "hall.db").write_bytes(raw[: len(raw) // 2])
        found = verdict.verdict(folder, StandingClock(), [])
        assert found.integrity == 1
        assert "damaged" in found.details[0]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("", "no JSON"),
            ("[]", "no JSON object"),
            ('{"name": 1, "acts": []}', "no name"),
            ('{"name": "x"}', "no list of acts"),
            ('{"name": "x", "acts": [], "watched": ["1"]}', "watched"),
            ('{"name": "x", "acts": [7]}', "act 1 has no proper request"),
            ('{"name": "x", "acts": [{"request": "r", "act": "issue", "label": 3}]}', "act 1 has no proper label"),
            (
                '{"name": "x", "acts": [{"request": "r", "act": "next", "label": "A", "call": null, "settled": true}]}',
                "act 1 has no proper call",
            ),
        ],
    )
    def test_a_file_that_is_no_answer_is_a_usage_fault(self, tmp_path, content, said):
        (tmp_path / "x.json").write_text(content)
        with pytest.raises(UsageFault, match=said):
            verdict.read(tmp_path / "x.json")
        with pytest.raises(UsageFault, match="No such file"):
            verdict.read(tmp_path / "y.json")


class TestTables:
    def test_operations_beside_a_bare_transaction(self):
        found = operations.bench(12)
        assert {"issue", "next", "finish"} <= found.keys()
        for row in found.values():
            assert row["ratio"] == pytest.approx(row["ms"] / row["baseline_ms"], rel=0.02)

    def test_the_bare_twin_writes_the_same_rows(self, tmp_path):
        with operations.halls(2, tmp_path) as (learnt, bare):
            kept = operations.record(learnt, 3)
            twin = connect(bare / FILE)
            for statements in kept.values():
                operations.replay(twin, statements)
            twin.close()
            with (
                contextlib.closing(sqlite3.connect(learnt / FILE)) as ours,
                contextlib.closing(sqlite3.connect(bare / FILE)) as theirs,
            ):
                rows = list(ours.iterdump())
                assert rows == list(theirs.iterdump())
        assert sum('INTO "tickets"' in row for row in rows) == 3
        assert all(not sql.startswith("SELECT") for statements in kept.values() for sql, _ in statements)

    def test_a_grown_hall_is_a_sound_one(self, tmp_path):
        with operations.halls(1, tmp_path) as (folder,):
            history.grow(folder, 1500)
            with HallFile.open(folder, device="x", clock=StandingClock()) as file, file.reading() as db:
                assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 1500
                assert db.execute("SELECT count(*) FROM days").fetchone()[0] == 2
                assert db.execute("SELECT count(*) FROM events").fetchone()[0] == 6000
                assert db.execute("SELECT count(DISTINCT service) FROM steps").fetchone()[0] > 8
                assert invariants.check(db) == ()

    def test_history_beside_an_empty_hall(self):
        assert history.bench(1200, 12).keys() == {"issue", "next", "feed", "state"}

    def test_a_refusal_in_a_bench_hall_is_an_error_of_ours(self, folder):
        with open_hall(folder) as file, pytest.raises(EnvironmentFault):
            operations.must(acts.call_next(file, "x", "1"))


class TestAWholeHall:
    def test_processes_without_error_lost_or_unseen(self, tmp_path, monkeypatch):
        monkeypatch.setattr(hall, "IDLE_SECONDS", 0.3)
        monkeypatch.setattr(hall, "QUIET_AFTER", 0.0)
        with hall.own_hall(folder=tmp_path) as (folder, clock):
            found = hall.bench(folder, clock, hall.Size(4, 2, 1, 60.0, 3.0))
        assert found["acts"] > 5
        assert (found["errors"], found["unseen"], found["lost"], found["doubled"], found["stuck"]) == (0, 0, 0, 0, 0)
        assert found["noticed_ms"]["count"] > 0
        assert found["memory_mb"] > 0
        assert found["idle_cpu_percent"] >= 0

    def test_a_closed_hall_gives_nothing_to_measure(self, folder):
        night = StandingClock()
        night.advance(hours=12)
        with pytest.raises(EnvironmentFault):
            hall.prime(folder, night, ["1"])


class TestTheCommands:
    def test_client_and_verdict(self, folder, tmp_path, monkeypatch):
        monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
        ran = antrean(
            "bench", "client", "--hall", str(folder), "--rate", "20", "--seconds", "0.6", "--name", "1", "--json"
        )
        assert ran.code == 0
        (tmp_path / "1.json").write_text(ran.out)
        told = antrean("bench", "verdict", "--hall", str(folder), str(tmp_path / "1.json"), "--json")
        assert (told.code, json.loads(told.out)) == (0, SOUND)
        claims = json.loads(ran.out)
        claims["acts"].append({"request": "x", "act": "issue", "label": "AB-999", "call": None, "settled": True})
        (tmp_path / "1.json").write_text(json.dumps(claims))
        told = antrean("bench", "verdict", "--hall", str(folder), str(tmp_path / "1.json"))
        assert told.code == 1
        assert "1 lost" in told.out

    def test_nonsense_is_refused(self, folder):
        for wrong in (("--rate", "0"), ("--rate", "inf"), ("--seconds", "nan"), ("--name", " "), ("--name", "x" * 41)):
            told = antrean("bench", "client", "--hall", str(folder), *wrong)
            assert told.code == 2
            assert wrong[1][:9] in told.err
        assert antrean("bench", "hall", "--counters", "0", "--displays", "0", "--kiosks", "0").code == 2
        assert antrean("bench", "hall", "--counters", "-1").code == 2

    def test_a_folder_in_which_no_hall_can_be_made_is_said(self, tmp_path):
        for command in ("ops", "history"):
            told = antrean("bench", command, "--folder", str(tmp_path / "nowhere"))
            assert told.code == 2
            assert "nowhere: No such file or directory" in told.err

    def test_a_disk_that_does_not_hold_the_history_is_told(self, tmp_path, monkeypatch):
        def full(*_given):
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(history, "_one_day", full)
        with operations.halls(1, tmp_path) as (folder,), pytest.raises(EnvironmentFault):
            history.grow(folder, 10)

    def test_tables_are_printed(self):
        ran = antrean("bench", "ops", "--repeat", "3")
        assert ran.code == 0
        assert "ratio" in ran.out
        ran = antrean("bench", "history", "--tickets", "100", "--repeat", "3", "--json")
        assert set(json.loads(ran.out)["operations"]["next"]) == {"ms", "baseline_ms", "ratio"}

    def test_a_whole_hall_on_a_hall_of_ones_own(self, folder, monkeypatch):
        monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
        monkeypatch.setattr(hall, "IDLE_SECONDS", 0.1)
        monkeypatch.setattr(hall, "QUIET_AFTER", 0.0)
        ran = antrean(
            "bench", "hall", "--hall", str(folder), "--counters", "2", "--displays", "1",
            "--kiosks", "1", "--seconds", "1",
        )  # fmt: skip
        assert ran.code == 0
        assert "0 lost, 0 doubled, 0 stuck, 0 unseen, 0 integrity" in ran.out
        assert "until every display has it" in ran.out

    @pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
    def test_a_client_that_is_ended_by_a_signal_answers(self, folder, tmp_path, ending):
        running = subprocess.Popen(
            [sys.executable, "-m", "shared.cli", "bench", "client", "--hall", str(folder), "--rate", "50",
             "--seconds", "300", "--role", "kiosk", "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2],
            env={**os.environ, "ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00", "ANTREAN_LOCAL": str(tmp_path / "pc")},
        )  # fmt: skip
        with running:
            for _ in range(600):
                with open_hall(folder) as file, file.reading() as db:
                    if db.execute("SELECT 1 FROM tickets").fetchone():
                        break
                time.sleep(0.05)
            running.send_signal(ending)
            out, err = running.communicate(timeout=60)
        assert (running.returncode, err) == (0, b"")
        answer = json.loads(out)
        assert answer["acts"]
        assert verdict.verdict(folder, clock_from(MORNING), [answer]).sound
