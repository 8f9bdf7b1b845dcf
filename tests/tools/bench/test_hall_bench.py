"""``antrean bench``: its figures and tables, a whole hall, its commands; never a time."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.clock import clock_from
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.store.sqlite.maintenance import invariants
from shared.tools.bench import long_history, percentiles, single_acts, verdict, whole_hall
from tests.helpers.bench import SOUND
from tests.helpers.cli import antrean
from tests.helpers.hall import MORNING, StandingClock, open_hall


class TestNumbers:
    def test_percentiles_are_of_what_was_measured(self):
        found = percentiles.spread([5.0, 1.0, 3.0, 2.0, 4.0])
        assert (found["p50"], found["p95"], found["max"], found["count"]) == (3.0, 5.0, 5.0, 5)
        assert percentiles.spread([])["p50"] is None
        assert percentiles.median([9.0, 1.0, 2.0]) == 2.0


class TestTables:
    def test_operations_beside_a_bare_transaction(self):
        found = single_acts.bench(12)
        assert {"issue", "next", "finish"} <= found.keys()
        for row in found.values():
            assert row["ratio"] == pytest.approx(row["ms"] / row["baseline_ms"], rel=0.02)

    def test_the_bare_twin_writes_the_same_rows(self, tmp_path):
        with single_acts.halls(2, tmp_path) as (learnt, bare):
            kept = single_acts.record(learnt, 3)
            twin = connect(bare / FILE)
            for statements in kept.values():
                single_acts.replay(twin, statements)
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
        with single_acts.halls(1, tmp_path) as (folder,):
            long_history.grow(folder, 1500)
            with HallFile.open(folder, device="x", clock=StandingClock()) as file, file.reading() as db:
                assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 1500
                assert db.execute("SELECT count(*) FROM days").fetchone()[0] == 2
                assert db.execute("SELECT count(*) FROM events").fetchone()[0] == 6000
                assert db.execute("SELECT count(DISTINCT service) FROM steps").fetchone()[0] > 8
                assert invariants.check(db) == ()

    def test_history_beside_an_empty_hall(self):
        assert long_history.bench(1200, 12).keys() == {"issue", "next", "feed", "state"}

    def test_a_refusal_in_a_bench_hall_is_an_error_of_ours(self, folder):
        with open_hall(folder) as file, pytest.raises(EnvironmentFault):
            single_acts.must(acts.call_next(file, "x", "1"))


class TestAWholeHall:
    def test_processes_without_error_lost_or_unseen(self, tmp_path, monkeypatch):
        monkeypatch.setattr(whole_hall, "IDLE_SECONDS", 0.3)
        monkeypatch.setattr(whole_hall, "QUIET_AFTER", 0.0)
        with whole_hall.own_hall(folder=tmp_path) as (folder, clock):
            found = whole_hall.bench(folder, clock, whole_hall.HallSize(4, 2, 1, 60.0, 3.0))
        assert found["acts"] > 5
        assert (found["errors"], found["unseen"], found["lost"], found["doubled"], found["stuck"]) == (0, 0, 0, 0, 0)
        assert found["noticed_ms"]["count"] > 0
        assert found["memory_mb"] > 0
        assert found["idle_cpu_percent"] >= 0

    def test_a_closed_hall_gives_nothing_to_measure(self, folder):
        night = StandingClock()
        night.advance(hours=12)
        with pytest.raises(EnvironmentFault):
            whole_hall.prime(folder, night, ["1"])


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

        monkeypatch.setattr(long_history, "_one_day", full)
        with single_acts.halls(1, tmp_path) as (folder,), pytest.raises(EnvironmentFault):
            long_history.grow(folder, 10)

    def test_tables_are_printed(self):
        ran = antrean("bench", "ops", "--repeat", "3")
        assert ran.code == 0
        assert "ratio" in ran.out
        ran = antrean("bench", "history", "--tickets", "100", "--repeat", "3", "--json")
        assert set(json.loads(ran.out)["operations"]["next"]) == {"ms", "baseline_ms", "ratio"}

    def test_a_whole_hall_on_a_hall_of_ones_own(self, folder, monkeypatch):
        monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
        monkeypatch.setattr(whole_hall, "IDLE_SECONDS", 0.1)
        monkeypatch.setattr(whole_hall, "QUIET_AFTER", 0.0)
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
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[3],
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
