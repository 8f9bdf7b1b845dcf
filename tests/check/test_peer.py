"""``antrean check --with-peer``: two PCs write together, and what each of them lost is counted."""

import concurrent.futures
import contextlib
import itertools
import json
import os
import time
import types
from pathlib import Path

import pytest

from shared.check import meeting, partner, peer
from shared.store.sqlite import change_counter_file
from shared.store.sqlite.connection import FILE
from shared.store.sqlite.share.trust import Severity
from tests.helpers.checking import command
from tests.helpers.machine.processes import python


class TestWithAPeer:
    def trial(self, folder, **named):
        return list(peer.trial(folder, tell=lambda _line: None, **named))

    def test_nobody_comes(self, folder):
        (found,) = self.trial(folder, seconds=0.1, wait=0.3)
        assert found.weight is Severity.WARN
        assert "No other PC" in found.sentence
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_two_write_together_and_the_sums_agree(self, folder):
        code = (
            "import sys; from pathlib import Path; from shared.check import peer; "
            "found = list(peer.trial(Path(sys.argv[1]), seconds=1.0, wait=60, tell=lambda line: None)); "
            "print([one.weight.value for one in found], found[0].numbers['acknowledged'], found[1].numbers)"
        )
        two = [python(code, str(folder)) for _ in range(2)]
        told = [process.communicate(timeout=90)[0] for process in two]
        assert len({line.split("]")[1].split("{")[0] for line in told}) == 1, told
        for line in told:  # all on this PC: good for nothing between PCs, and said so
            assert line.startswith("['warn', 'good']"), told
            assert "'stale': 0, 'old_polls': 0" in line
        assert [path.name for path in folder.iterdir()] == [FILE]

    def file_of(self, folder):
        path = folder / meeting.FILE
        peer.make_table(path)
        return path

    def test_programs_of_two_pcs_prove_it_and_of_one_do_not(self, folder):
        here, there = "same.111-1-a", "same.222-1-b"
        assert peer.sums_agree(self.file_of(folder), {here: 0, there: 0}, [there]).weight is Severity.GOOD
        assert meeting.pc_of("windows.x-1-b") == "windows"

    @pytest.mark.parametrize(("sums", "word"), [((5, 1), "lost"), ((1, -1), "b did not come")])
    def test_sums_that_differ_are_refused(self, folder, sums, word):
        found = peer.sums_agree(self.file_of(folder), dict(zip(("a.1-1-x", "b.2-1-x"), sums, strict=True)), ["b.2-1-x"])
        assert found.weight is Severity.REFUSE
        assert word in found.sentence

    def test_a_torn_trial_file_is_refused(self, folder):
        path = self.file_of(folder)
        path.write_bytes(path.read_bytes()[:4096])
        assert peer.sums_agree(path, {"a.1-1-x": 0}, []).weight is Severity.REFUSE

    def test_a_busy_file_is_waited_for_and_given_up(self, folder, monkeypatch):
        path = self.file_of(folder)
        monkeypatch.setattr(peer.backoff, "turns", lambda _seconds, **_named: iter([0.0]))
        one, two = partner.opened(path), partner.opened(path)
        turns, poll = peer.Turns(), change_counter_file.of(path, direct=False)
        two.execute("BEGIN IMMEDIATE")
        assert not peer.add_one(one, "a", turns, poll)
        two.execute("ROLLBACK")
        two.execute("BEGIN")
        two.execute("SELECT * FROM total").fetchall()
        assert not peer.add_one(one, "a", turns, poll)
        two.execute("ROLLBACK")
        assert peer.polls_fresh(turns).weight is Severity.REFUSE
        assert peer.add_one(one, "a", turns, poll)
        assert turns == peer.Turns(added=1)
        assert peer.polls_fresh(turns).weight is Severity.GOOD
        one.execute("DROP TABLE total")
        with pytest.raises(Exception, match="no such table"):
            peer.add_one(one, "a", turns, poll)
        one.close()
        two.close()
        poll.done()

    def test_old_pages_and_old_headers_are_counted(self, folder):
        path = self.file_of(folder)
        turns, poll = peer.Turns(), change_counter_file.of(path, direct=False)
        with contextlib.closing(partner.opened(path)) as connection:
            for _ in range(2):
                peer.add_one(connection, "a", turns, poll)
            assert turns == peer.Turns(added=2)
            old = poll.counter()
            connection.execute("UPDATE total SET n = n - 1")  # as a lost write leaves it
            peer.add_one(connection, "a", turns, types.SimpleNamespace(counter=lambda: old))
        poll.done()
        assert turns == peer.Turns(added=3, stale=1, old_polls=1)
        found = peer.polls_fresh(turns)
        assert found.weight is Severity.REFUSE
        assert "1 old pages and 1 old headers" in found.sentence

    def test_one_who_never_says_his_sum_is_minus_one(self, folder, monkeypatch):
        moments = itertools.chain([0.0, 0.0], itertools.repeat(1e9))
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            monkeypatch.setattr(peer, "time", types.SimpleNamespace(monotonic=lambda: next(moments), sleep=time.sleep))
            assert peer._sums(mine, ["b"], 0.0) == {"b": -1}

    def test_the_first_name_calls_the_others_and_the_last_one_clears_up(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "OTHERS_SECONDS", 0.5)
        monkeypatch.setattr(meeting, "STEP_SECONDS", 0.05)
        rooms = [meeting.Meeting(folder) for _ in range(3)]
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            lists = list(pool.map(lambda room: room.gather(5, Path.touch), rooms))
        called = next(filter(None, lists))
        assert [one for one in lists if one] == [called] * len(called)  # who is not in the list came to no trial
        rooms.sort(key=lambda room: room.me not in called)
        assert (rooms[0].place / meeting.FILE).exists()
        rooms[0].say("7")
        assert (rooms[1].said(rooms[0].me), rooms[0].said(rooms[1].me)) == ("7", None)
        for room in rooms[: len(called)]:
            assert room.place.exists()
            room.close()
        for room in rooms[len(called) :]:
            room.close()
        assert not (folder / meeting.FOLDER).exists()

    def test_names_that_stand_still_are_nobody(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "ALIVE_SECONDS", 0.05)
        left = folder / meeting.FOLDER / "aaa.1-1-1.here"
        left.parent.mkdir()
        left.write_text("7")
        (left.parent / "trial").mkdir()
        os.utime(left.parent / "trial", (1, 1))
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            assert mine.gather(1.0, peer.make_table) == []
        assert not (folder / meeting.FOLDER).exists()

    def test_others_who_live_and_take_no_part_are_not_waited_for_for_ever(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "ALIVE_SECONDS", 0.5)
        monkeypatch.setattr(meeting, "OTHERS_SECONDS", 0.1)
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            beats = itertools.count(1)
            first = folder / meeting.FOLDER / " first.1-1-1.here"
            clock = types.SimpleNamespace(
                monotonic=time.monotonic, sleep=lambda _seconds: first.write_text(str(next(beats)))
            )
            monkeypatch.setattr(meeting, "time", clock)  # theirs only: other threads sleep as ever
            assert mine.gather(0.01, peer.make_table) == []
            first.unlink()

    def test_the_command_asks_for_it(self, folder):
        code, out, err = command(folder, "--with-peer", "--peer-wait", "0.2", "--json")
        assert code == 0
        assert "Waiting up to" in err
        assert "peer" in {one["key"] for one in json.loads(out)["items"]}
