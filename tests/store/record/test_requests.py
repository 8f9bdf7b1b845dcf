"""A request id gives the first answer again, done or refused, and changes nothing."""

from pathlib import Path

import pytest

from shared.cli import acts as cli_acts
from shared.domain.answers import Called, Issued, Refused
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts, backoff, hall_faults
from shared.store.acts import Order, Target
from shared.store.record import transaction
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall


def everything(hall_file: HallFile) -> list[list[tuple[object, ...]]]:
    """All rows of all tables that an act could change."""
    tables = ("tickets", "steps", "calls", "counters", "tallies", "events", "numbers", "requests", "pulse")
    with hall_file.reading() as db:
        return [[tuple(row) for row in db.execute(f"SELECT * FROM {table}")] for table in tables]


def test_a_repeated_issue_gives_the_first_ticket(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = acts.issue(hall_file, "r", Order(("AB.1", "BA.1"), priority=True, lang="en"))
        before = everything(hall_file)
        assert acts.issue(hall_file, "r", Order(("AB.2",))) == first
        assert everything(hall_file) == before


def test_a_repeated_next_gives_the_first_call(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.issue(hall_file, "a", Order(("AB.1",)))
        acts.issue(hall_file, "b", Order(("AB.1",)))
        first = acts.call_next(hall_file, "n", "1", "Officer")
        assert isinstance(first, Called)
        before = everything(hall_file)
        assert acts.call_next(hall_file, "n", "1", "Officer") == first
        assert everything(hall_file) == before


def test_a_refusal_is_remembered_too(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = acts.call_next(hall_file, "n", "1")
        assert isinstance(first, Refused)
        assert first.code is Refusal.NOTHING_WAITING
        acts.issue(hall_file, "a", Order(("AB.1",)))
        assert acts.call_next(hall_file, "n", "1") == first
        assert isinstance(acts.call_next(hall_file, "n2", "1"), Called)


def test_a_request_id_of_another_act_is_no_answer(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.issue(hall_file, "a", Order(("AB.1",)))
        with pytest.raises(UsageFault, match=r"another act's \(issue\)"):
            acts.call_next(hall_file, "a", "1")
        with hall_file.reading() as db:
            assert db.execute("SELECT state FROM steps").fetchone()[0] == "waiting"


def test_every_kind_of_answer_survives_being_remembered(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.issue(hall_file, "a", Order(("AB.1",)))
        acts.call_next(hall_file, "n", "1")
        doings = {
            "hold": lambda: acts.hold(hall_file, "hold", Target(counter="1"), "copy"),
            "break": lambda: acts.take_break(hall_file, "break", "1", hall_file.clock()),
            "pause": lambda: acts.pause_hall(hall_file, "pause", {"id": "Salat"}, until=hall_file.clock()),
        }
        for name, act in doings.items():
            assert act() == act(), name


def test_a_request_is_known_on_the_next_business_day(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = acts.issue(hall_file, "late", Order(("AB.1",)))
        hall_file.clock.advance(days=1)
        acts.issue(hall_file, "other", Order(("AB.1",)))
        assert acts.issue(hall_file, "late", Order(("AB.1",))) == first


def test_requests_of_three_days_ago_are_swept_out_a_few_at_a_time(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for number in range(100):
            acts.issue(hall_file, f"old {number}", Order(("AB.1",)))
        left: list[int] = []
        for day in range(5):
            hall_file.clock.advance(days=1)
            acts.issue(hall_file, f"day {day}", Order(("AB.1",)))
            with hall_file.reading() as db:
                left.append(db.execute("SELECT count(*) FROM requests").fetchone()[0])
        # which of the old ones go first is not said: a server gives them in any order
        assert left == [101, 62, 23, 2, 2]


def test_a_commit_whose_end_is_unknown_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_hall(tmp_path) as hall_file:
        real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

        def broken_after_commit(*arguments: object) -> object:
            answer = real(*arguments)  # pyright: ignore[reportArgumentType]
            tries.append(answer)
            if len(tries) == 1:
                raise hall_faults.half_commit(Kind.GONE)
            return answer

        monkeypatch.setattr(transaction, "_once", broken_after_commit)
        answer = acts.issue(hall_file, "r", Order(("AB.1",)))
        assert isinstance(answer, Issued)
        assert tries == [answer, answer]
        with hall_file.reading() as db:
            assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 1


def test_a_commit_whose_end_stays_unknown_is_never_called_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_hall(tmp_path) as hall_file:
        real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

        def cut(*arguments: object) -> object:
            tries.append(1)
            if len(tries) > 1:
                raise hall_faults.fault(Kind.GONE)
            real(*arguments)  # pyright: ignore[reportArgumentType]
            raise hall_faults.half_commit(Kind.GONE)

        with monkeypatch.context() as link:
            link.setattr(transaction, "_once", cut)
            with pytest.raises(hall_faults.HalfCommit):
                acts.issue(hall_file, "r", Order(("AB.1",)))
        answer = transaction.answered(hall_file, "r")
        assert isinstance(answer, Issued)
        assert acts.issue(hall_file, "r", Order(("AB.1",))) == answer
        assert transaction.answered(hall_file, "another") is None


def test_whoever_has_time_waits_for_the_truth_of_a_commit_that_was_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_hall(tmp_path) as hall_file:
        hall_file.truth_seconds = 60.0
        real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

        def cut(*arguments: object) -> object:
            tries.append(1)
            if len(tries) == 1:
                real(*arguments)  # pyright: ignore[reportArgumentType]
                raise hall_faults.half_commit(Kind.GONE)
            if len(tries) < 4:
                raise hall_faults.fault(Kind.GONE)
            return real(*arguments)  # pyright: ignore[reportArgumentType]

        monkeypatch.setattr(transaction, "_once", cut)
        monkeypatch.setattr(backoff.time, "sleep", lambda _seconds: None)
        assert acts.issue(hall_file, "r", Order(("AB.1",))).label == "AB-001"  # pyright: ignore[reportAttributeAccessIssue]
        assert len(tries) == 4


def test_a_person_who_typed_the_command_hears_how_to_learn_the_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_hall(tmp_path) as hall_file:
        folder = hall_file.folder

    def cut(*_arguments: object) -> object:
        raise hall_faults.half_commit(Kind.GONE)

    monkeypatch.setattr(transaction, "_once", cut)
    monkeypatch.setattr(cli_acts, "TRUTH_SECONDS", 0.0)
    given = {"hall": str(folder), "request": None}
    with pytest.raises(EnvironmentFault) as caught, cli_acts.act(given) as (file, request):
        acts.issue(file, request, Order(("AB.1",)))
    assert f"--request {request}" in caught.value.remedy


def test_a_share_that_is_gone_for_a_moment_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_hall(tmp_path) as hall_file:
        real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

        def blink(*arguments: object) -> object:
            tries.append(1)
            if len(tries) == 1:
                raise hall_faults.fault(Kind.GONE)
            return real(*arguments)  # pyright: ignore[reportArgumentType]

        monkeypatch.setattr(transaction, "_once", blink)
        assert isinstance(acts.issue(hall_file, "r", Order(("AB.1",))), Issued)


def test_a_busy_file_is_not_asked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_hall(tmp_path) as hall_file:
        tries: list[int] = []

        def busy(*_: object) -> object:
            tries.append(1)
            raise hall_faults.fault(Kind.BUSY)

        monkeypatch.setattr(transaction, "_once", busy)
        with pytest.raises(EnvironmentFault):
            acts.issue(hall_file, "r", Order(("AB.1",)))
        assert len(tries) == 1


def test_new_requests_never_repeat() -> None:
    assert len({acts.new_request() for _ in range(1000)}) == 1000
