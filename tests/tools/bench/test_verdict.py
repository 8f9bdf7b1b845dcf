"""``antrean bench verdict``: what clients were shown, compared with the file."""

import pytest

from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from shared.tools.bench import verdict
from tests.helpers.bench import claim, judged
from tests.helpers.hall import StandingClock, open_hall


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
            invariants.BrokenInvariant(rule, "x") for rule in ("counter_step", "label_twice", "tally_unlike_steps")
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
        opened, times = verdict.opened_engine, []

        def open_(*arguments, **named):
            times.append(1)
            if len(times) == 1:
                raise EnvironmentFault(Kind.GONE, "Gone.", "Wait.")
            return opened(*arguments, **named)

        monkeypatch.setattr(verdict, "opened_engine", open_)
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
            ("", "not JSON"),
            ("[]", "not a JSON object"),
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
