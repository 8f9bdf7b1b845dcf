"""What touches say of the hand that makes them: a visitor's number is never taken for a child's."""

import random
from dataclasses import dataclass, field

import pytest

from kiosk.unattended.hand import ASTRAY, GOES_ON, STORM, Attention, Hand


@dataclass
class Time:
    now: int = 1_000_000

    def __call__(self) -> int:
        return self.now


@dataclass
class Visit:
    """One hand; times in milliseconds."""

    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.hand = Hand(self.time)

    def touch(self, after: int, *, nothing: bool = False) -> bool:
        self.time.now += after
        goes_on = self.hand.touched()
        if nothing:
            self.hand.met_nothing()
        return goes_on

    def shown(self, after: int = 200) -> None:
        self.time.now += after
        self.hand.shown()

    def left(self, after: int = 100) -> Attention:
        self.time.now += after
        return self.hand.left()


def test_who_looks_at_the_number_has_read_it() -> None:
    visit = Visit()
    for pause in (3000, 2000):
        visit.touch(pause)
    visit.shown()
    visit.touch(1600)
    assert visit.left() is Attention.READ


def test_who_walks_away_without_a_touch_has_read_it() -> None:
    visit = Visit()
    visit.touch(2000)
    visit.shown()
    assert visit.left(20_000) is Attention.READ


@pytest.mark.parametrize("bounces", range(6))
def test_a_trembling_finger_that_rests_once_keeps_its_number(bounces: int) -> None:
    visit = Visit()
    visit.touch(2000)
    visit.shown()
    for _ in range(bounces):
        visit.touch(150, nothing=True)
    visit.touch(1700)
    for _ in range(bounces):  # beside the key, until it is met
        visit.touch(300, nothing=True)
    assert visit.left() is Attention.READ


def test_who_taps_about_because_no_paper_comes_keeps_the_number() -> None:
    visit = Visit()
    for pause in (5000, 2500, 2000):
        visit.touch(pause)
    visit.shown()
    for _ in range(10):
        visit.touch(1800, nothing=True)
    assert visit.left() is Attention.READ, "the way to it was a visitor's"


def test_who_touches_pictures_and_words_on_the_way_and_then_reads_keeps_the_number() -> None:
    visit = Visit()
    for _ in range(10):
        visit.touch(1800, nothing=True)
    visit.shown()
    visit.touch(1700)
    assert visit.left() is Attention.READ


@pytest.mark.parametrize("pause", [30, 100, 400, 1000, 1400])
def test_a_hand_that_never_rests_has_not_read(pause: int) -> None:
    visit = Visit()
    visit.touch(pause)
    visit.shown(min(200, pause))
    for _ in range(1 + 30_000 // pause):
        visit.touch(pause, nothing=True)
    assert visit.left() is Attention.UNREAD


@pytest.mark.parametrize("pause", [1600, 2500, 3700])
def test_a_slow_hand_that_taps_about_all_the_time_is_aimless(pause: int) -> None:
    visit = Visit()
    for _ in range(6):
        visit.touch(pause, nothing=True)
    visit.touch(pause)
    visit.shown()
    for _ in range(6):
        visit.touch(pause, nothing=True)
    assert visit.left() is Attention.AIMLESS
    assert all(visit.touch(pause) for _ in range(GOES_ON)), "it goes on"
    assert not visit.touch(4100)


@pytest.mark.parametrize(("touches", "astray", "pause", "reading"), [
    (STORM, ASTRAY, 300, Attention.UNREAD),
    (STORM - 1, ASTRAY, 300, Attention.READ),
    (STORM, ASTRAY - 1, 300, Attention.READ),
    (STORM, ASTRAY, 1600, Attention.READ),
])  # fmt: skip
def test_a_number_that_a_storm_of_taps_led_to_and_nobody_touched_is_not_read(
    touches: int, astray: int, pause: int, reading: Attention
) -> None:
    visit = Visit()
    for at in range(touches):
        visit.touch(2000 if at == 0 else pause, nothing=at < astray)
    visit.shown()
    assert visit.left(20_000) is reading


def test_who_comes_to_the_number_that_a_storm_led_to_and_touches_done_may_have_read_it() -> None:
    visit = Visit()
    for _ in range(STORM):
        visit.touch(300, nothing=True)
    visit.shown()
    visit.touch(12_000)
    assert visit.left() is Attention.READ


@pytest.mark.parametrize("seed", range(5))
def test_a_hurried_visitor_whose_hand_trembles_keeps_the_number(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(400):
        visit = Visit()

        def meant(visit: Visit = visit) -> None:  # one touch that is meant; half of them meet the key
            visit.touch(max(700, int(chance.lognormvariate(7.6, 0.5))), nothing=chance.random() < 0.5)
            while chance.random() < 0.6:
                visit.touch(chance.randint(80, 400), nothing=chance.random() < 0.5)

        for _ in range(4):
            meant()
        visit.shown()
        if chance.random() < 0.5:
            visit.touch(chance.randint(1600, 6000))  # reads, and looks for "Done"
            meant()
            reading = visit.left()
            after = sum(visit.touch(chance.randint(80, 400)) for _ in range(chance.randint(0, 5)))
            assert reading is Attention.READ or (reading is Attention.AIMLESS and after < GOES_ON)
        else:
            assert visit.left(20_000) is Attention.READ, "walked away with it"


def test_irregular_random_taps_are_never_taken_for_reading() -> None:
    chance = random.Random(12)
    for _ in range(200):
        visit = Visit()
        for at in range(12):
            visit.touch(min(3800, int(chance.expovariate(1 / 600))), nothing=at % 3 == 0)
        visit.shown(100)
        for at in range(12):
            visit.touch(min(3800, int(chance.expovariate(1 / 600))), nothing=at % 2 == 0)
        assert visit.left(0) is not Attention.READ


def test_a_number_that_is_left_twice_is_left_once() -> None:
    visit = Visit()
    visit.shown()
    assert visit.left() is Attention.UNREAD
    assert visit.left() is Attention.READ, "there is none any more"
