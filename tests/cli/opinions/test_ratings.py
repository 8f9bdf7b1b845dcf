"""``antrean rating report``: sums, response rates, and what is too small to be shown."""

from shared.domain.rating import Face, Rating, Where
from shared.store import acts
from tests.helpers.cli import Terminal
from tests.helpers.hall import DAY, open_hall

PERIOD = ("--from", DAY, "--to", DAY)


def touch(hall: Terminal, face: Face, times: int, *, service: str = "AB.1", exit_: bool = False) -> None:
    channel = Where.EXIT if exit_ else Where.COUNTER
    one = Rating(DAY, 9, "A", channel, face, "" if exit_ else service, "" if exit_ else service[:2])
    with open_hall(hall.hall) as file:
        for number in range(times):
            acts.rate(file, f"{face} {service} {exit_} {number}", one)


def served(hall: Terminal, times: int) -> None:
    hall.ok("open", "--counter", "1")
    for _ in range(times):
        hall.ok("issue", "AB.1")
        for act in ("next", "start", "finish"):
            hall.ok(act, "--counter", "1")


def test_faces_beside_the_response_rate(hall: Terminal) -> None:
    served(hall, 8)
    touch(hall, Face.GOOD, 4)
    touch(hall, Face.BAD, 2)
    found = hall.ok("rating", "report", *PERIOD)
    assert (found["ratings"], found["served"], found["response_rate"]) == (6, 8, "75.0")
    assert found["faces"] == {"very_good": 0, "good": 4, "poor": 0, "bad": 2}
    assert found["channels"]["exit"]["shown"] is False
    assert hall.ok("skm", "report", *PERIOD)["index"] is None  # no survey was answered


def test_officers_see_ten_and_more_agencies_five_and_more(hall: Terminal) -> None:
    touch(hall, Face.GOOD, 9)
    assert hall.ok("rating", "report", *PERIOD, "--view", "agency")["ratings"] == 9
    small = hall.ok("rating", "report", *PERIOD, "--view", "officer")
    assert (small["shown"], small["ratings"], small["faces"], small["response_rate"]) == (False, None, None, None)
    touch(hall, Face.BAD, 1)
    assert hall.ok("rating", "report", *PERIOD, "--view", "officer")["ratings"] == 10


def test_no_small_sum_can_be_had_from_the_others(hall: Terminal) -> None:
    touch(hall, Face.GOOD, 20)
    touch(hall, Face.GOOD, 12, service="AB.2")
    touch(hall, Face.BAD, 3, service="BA.1")
    assert list(hall.ok("rating", "report", *PERIOD)["services"]) == ["AB.1"]
    assert hall.ok("rating", "report", *PERIOD, "--service", "BA.1")["shown"] is False
    assert hall.ok("rating", "report", *PERIOD, "--agency", "AB")["ratings"] == 32


def test_it_is_asked_by_period_too(hall: Terminal) -> None:
    touch(hall, Face.GOOD, 5, exit_=True)
    found = hall.ok("rating", "report", "--period", DAY[:4])
    assert (found["channels"]["exit"]["ratings"], found["services"]) == (5, {})
    for wrong in (("--period", "2099"), ("--period", "x"), ("--period", "2026", "--from", DAY), ()):
        assert hall("rating", "report", *wrong).code == 2
