"""A touch is one more in the hour's count: once, without a minute, a ticket or an event, with the share or without."""

from dataclasses import replace
from pathlib import Path

import pytest

from shared.domain.rating import Cause, Face, Rating, Where, as_doubtful, with_cause
from shared.domain.skm import KEYS, Questionnaire
from shared.domain.words import Instant
from shared.store import acts
from shared.store.offline.kept import KeptAct
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool
from shared.store.questions import ratings, surveys
from shared.store.record.events import newest
from shared.store.sqlite import create
from tests.helpers.hall import DAY, MORNING, StandingClock, open_hall, small_hall

GOOD = Rating(DAY, 9, "A", Where.COUNTER, Face.GOOD, "AB.1", "AB")
ANSWERED = Questionnaire(DAY, "AB.1", dict.fromkeys(KEYS, 3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create.create(tmp_path / "hall", small_hall(), StandingClock())
    return tmp_path / "hall"


def counted(file) -> dict[Rating, int]:
    with file.reading() as db:
        return dict(ratings.counted(db, DAY, DAY))


def test_a_touch_counts_once_and_leaves_no_event_and_no_minute(folder):
    with open_hall(folder, clock=StandingClock(Instant(MORNING + 1_234_567))) as file:
        with file.reading() as db:
            before = newest(db)
        for _ in range(2):
            acts.rate(file, "one", GOOD)
        acts.rate(file, "two", GOOD)
        assert counted(file) == {GOOD: 2}
        with file.reading() as db:
            rows = db.execute("SELECT at FROM requests WHERE act = 'rate'").fetchall()
            opened = db.execute("SELECT count(*) FROM events WHERE what <> 'day_opened' AND sequence > ?", (before,))
            assert opened.fetchone()[0] == 0
        assert {row[0] % 3_600_000 for row in rows} == {0}


def test_a_cause_and_a_doubt_move_the_same_touch(folder):
    with open_hall(folder) as file:
        acts.rate(file, "one", GOOD)
        acts.rate(file, "other", GOOD)
        acts.rate(file, "cause", with_cause(GOOD, Cause.WAIT), GOOD)
        assert counted(file) == {GOOD: 1, with_cause(GOOD, Cause.WAIT): 1}
        acts.rate(file, "doubt", as_doubtful(GOOD), GOOD)
        assert counted(file) == {as_doubtful(GOOD): 1, with_cause(GOOD, Cause.WAIT): 1}


def test_what_is_kept_here_comes_into_the_hall_once_and_is_forgotten_here(folder, tmp_path):
    with open_hall(folder) as file, Spool(tmp_path / "pc", file.hall_id, "D1") as spool:
        spool.rate("one", GOOD, None, Instant(MORNING + 1_234_567))
        spool.rate("cause", with_cause(GOOD, Cause.PLACE), GOOD, MORNING)
        spool.answer("form", ANSWERED, {"usia": "26_35"}, MORNING)
        assert [kept.at % 3_600_000 for kept in spool.pending()] == [0, 0, 0]
        first = spool.pending()
        settle(spool, file)
        assert counted(file) == {with_cause(GOOD, Cause.PLACE): 1}
        with file.reading() as db:
            assert surveys.questionnaires(db, DAY, DAY) == [ANSWERED]
            assert dict(surveys.respondents(db, DAY, DAY)) == {("usia", "26_35"): 1}
            assert dict(surveys.respondents(db, DAY, DAY, frozenset({"ZZ"}))) == {}, "of another agency"
        assert (spool.pending(), spool.settled()) == ((), ())
        assert not spool.mark_settled(first[0], "{}", MORNING)  # another program of this device was quicker
        spool.rate("one", GOOD, None, MORNING)  # the same press once more
        settle(spool, file)
        assert counted(file) == {with_cause(GOOD, Cause.PLACE): 1}
        assert {kept.act for kept in first} == {KeptAct.RATE, KeptAct.ANSWER}


def test_a_respondent_is_in_no_row_with_the_answers(folder):
    with open_hall(folder) as file:
        for number in range(3):
            traits = {"usia": "26_35", "jenis_kelamin": "perempuan"}
            acts.answer_survey(file, f"r{number}", ANSWERED, traits, device="K1")
        with file.reading() as db:
            sums = [tuple(row) for row in db.execute("SELECT DISTINCT month, agency, count FROM skm_respondents")]
            names = [row["file"] for row in db.execute("SELECT DISTINCT file FROM skm")]
    assert sums == [("2026-11", "AB", 3)]
    assert names == ["kiosk-K1-2026-11"]


def test_taking_a_kiosks_questionnaires_out_takes_its_respondents_out(folder):
    with open_hall(folder) as file:
        acts.answer_survey(file, "r", ANSWERED, {"usia": "56"}, device="K1")
        acts.answer_survey(file, "s", replace(ANSWERED, day="2026-10-30"), {"usia": "56"}, device="K1")
        acts.remove_survey(file, "remove", "kiosk-K1-2026-11")
        with file.reading() as db:
            assert dict(surveys.respondents(db, "2026-01-01", "2026-12-31")) == {("usia", "56"): 1}
            assert len(surveys.questionnaires(db, "2026-01-01", "2026-12-31")) == 1
