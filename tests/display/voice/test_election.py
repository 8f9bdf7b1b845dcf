"""One voice in a zone: whoever comes, goes, freezes or loses its loudspeaker, never two at once, and soon one again."""

import dataclasses
import random

import pytest

from display.voice import election
from display.voice.election import ABLE, LEADS, SURE, Election
from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.speakers import speakers
from shared.domain.words import Instant
from shared.store.health_report import HealthReport
from tests.helpers.hall import small_hall

ROUND = 1.0


class Screen:
    """A display: it writes its report and reads the others', and may be frozen between the two."""

    def __init__(self, room, device, pid):
        self.room, self.device, self.pid = room, device, pid
        self.election = Election(device, able=True)
        self.election.use(room.hall, room.hall.display[device].zones)
        self.beat = 0
        self.runs = True
        self.offset = room.random.uniform(0, ROUND)

    def write(self):
        claims = self.election.claims(self.room.now)
        data = {ABLE: self.election.able, LEADS: list(claims), SURE: [zone for zone, sure in claims.items() if sure]}
        self.beat += 1
        self.room.file[self.device] = HealthReport(self.device, "display", "PC", self.pid, self.beat, Instant(0), data)

    def read(self, wrote=True):
        there = {code: self.room.file[code] for code in self.election.mates if code in self.room.file}
        self.election.see(there, self.room.now, wrote=wrote)


class Room:
    """Displays of one hall, each with rounds at its own moments."""

    def __init__(self, seed=1, **displays):
        self.random = random.Random(seed)
        self.now = 0.0
        self.file = {}
        self.hall = dataclasses.replace(small_hall(), display=displays)
        self.screens = {}
        self.pids = 0
        self.looks_between = bool(seed % 2)
        self._due = []

    def start(self, device):
        self.pids += 1
        self.screens[device] = Screen(self, device, self.pids)

    def pass_time(self, seconds, zone="A"):
        """Run on, and hold that never two speak; answers for how long nobody did at most."""
        end, silent, longest = self.now + seconds, 0.0, 0.0
        while self.now < end:
            self.now = round(self.now + 0.1, 1)
            screens = list(self.screens.values())
            self.random.shuffle(screens)
            for one in screens:
                if not one.runs:
                    continue
                phase = (self.now + one.offset) % ROUND
                if phase < 0.1:
                    one.write()
                elif 0.2 <= phase < 0.3:
                    one.read()
                elif self.looks_between and round(phase * 10) % 2:
                    one.read(wrote=False)
            speaking = self.speaking(zone)
            assert len(speaking) <= 1, (self.now, speaking)
            silent = 0.0 if speaking else silent + 0.1
            longest = max(longest, silent)
        return longest

    def speaking(self, zone="A"):
        return [code for code, one in self.screens.items() if one.runs and zone in one.election.led(self.now)]


TWO = {"D1": Display(zones=("A",)), "D2": Display(zones=("A",))}


def test_a_display_alone_speaks_at_once_whatever_the_share_does():
    room = Room(D1=Display(zones=("A",)))
    room.start("D1")
    assert room.speaking() == ["D1"]
    room.now = 1000.0
    assert room.speaking() == ["D1"]


@pytest.mark.parametrize("seed", range(20))
def test_one_of_two_speaks_and_the_other_takes_over_within_ten_seconds(seed):
    room = Room(seed, **TWO)
    room.start("D1")
    room.start("D2")
    assert room.pass_time(20) <= 4
    assert room.speaking() == ["D1"]
    room.screens["D1"].runs = False
    assert room.pass_time(30) <= 10
    assert room.speaking() == ["D2"]
    room.screens["D1"].runs = True
    room.pass_time(8)
    assert room.speaking() == ["D2"], "a display that was frozen looks round first"
    assert room.pass_time(40) <= 4
    assert room.speaking() == ["D1"], "the better placed one has its zone again"


def test_a_display_without_sound_gives_its_zone_to_one_that_has():
    room = Room(**TWO)
    room.start("D1")
    room.start("D2")
    room.pass_time(20)
    room.screens["D1"].election.able = False
    assert room.pass_time(20) <= 4
    assert room.speaking() == ["D2"]


def test_a_started_again_display_and_one_that_comes_later_never_speak_with_the_other():
    room = Room(**TWO)
    room.start("D2")
    room.pass_time(15)
    assert room.speaking() == ["D2"]
    room.start("D1")
    room.pass_time(3)
    room.start("D1")
    assert room.pass_time(40) <= 4
    assert room.speaking() == ["D1"]


def test_the_screen_of_the_zone_speaks_for_it_and_the_overview_for_zones_without_one():
    room = Room(D0=Display(), D1=Display(zones=("A",)), D2=Display(zones=("B",), voice=False))
    assert speakers(room.hall, "A") == ("D1", "D0")
    assert speakers(room.hall, "B") == ("D0",)
    room.start("D0")
    room.start("D1")
    room.pass_time(30)
    assert (room.speaking("A"), room.speaking("B")) == (["D1"], ["D0"])


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_to_three_displays_never_two_speak(seed):
    room = Room(seed, **TWO, D3=Display(zones=("A",)))
    for device in TWO:
        room.start(device)
    for _ in range(25):
        device = room.random.choice(["D1", "D2", "D3"])
        one = room.screens.get(device)
        what = room.random.choice(["start", "freeze", "thaw", "deaf", "hears"])
        if one is None or what == "start":
            room.start(device)
        elif what in ("freeze", "thaw"):
            one.runs = what == "thaw"
        else:
            one.election.able = what == "hears"
        room.pass_time(room.random.uniform(0.5, 14))


def test_the_one_who_speaks_is_known_to_the_others():
    room = Room(**TWO)
    room.start("D1")
    room.start("D2")
    room.pass_time(10)
    assert room.screens["D2"].election.leader("A", room.now).device == "D1"
    assert room.screens["D1"].election.leader("A", room.now) is None
    assert room.screens["D2"].election.leader("A", room.now + election.LEASE_SECONDS + 1) is None
