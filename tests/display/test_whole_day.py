"""Voice against picture, event by event, over a simulated day of a hall with many counters and one loudspeaker."""

import os
import random
from collections import Counter
from heapq import heappop, heappush
from itertools import count

import pytest

from display.board.board_rows import card_rows
from display.board.look import Look
from display.stage import Stage
from display.voice.announcer import Fate, Hearing, Utterance
from display.voice.loudspeaker import TAIL
from shared.domain.hall_data.hall import Display
from shared.domain.speech import label_words, window_words
from shared.pcm import RATE
from shared.samples import load
from shared.store.record.events import Event, What
from shared.voice.clips import Clips
from tests.helpers.screens.calls import Events

HOURS = int(os.environ.get("ANTREAN_SOAK_HOURS", "8"))
BUSY = (4, 25, 12, 6, 3, 18, 25, 9)
"""Calls a minute, by the hour."""


class Day:
    """Everything that happens, in the order of its second, and what the one loudspeaker says meanwhile."""

    def __init__(self, seed: int) -> None:
        self.hall = load("graha-segara")
        self.fates: dict[int, list[Fate]] = {}
        self.stage = Stage(self.hall, (), self.fate)
        self.events, self.chance, self.clips = Events(self.hall), random.Random(seed), Clips()
        self.due: list[tuple[float, int, str, tuple[str, str]]] = []
        self.order = count()
        self.numbers: Counter[str] = Counter()
        self.calls: dict[int, Event] = {}
        self.called: list[int] = []
        self.when: dict[int | None, float] = {}
        self.said: list[tuple[Utterance, float]] = []
        self.gone: set[str] = set()  # taken back while they were said: they leave the picture at once
        self.free = 0.0

    def fate(self, hearing: Hearing, fate: Fate) -> None:
        self.fates.setdefault(hearing.sequence, []).append(fate)

    def plan(self, second: float, what: str, who: tuple[str, str] = ("", "")) -> None:
        heappush(self.due, (second, next(self.order), what, who))

    def run(self) -> None:
        for hour in range(HOURS):
            for _ in range(BUSY[hour % len(BUSY)] * 60):
                self.plan(hour * 3600 + self.chance.uniform(0, 3600), "call")
        while self.due:
            second, _, what, who = heappop(self.due)
            self.speak(second)
            self.take(second, what, who)
            self.agree(second)
        self.speak(HOURS * 3600 + 3600.0)

    def take(self, second: float, what: str, who: tuple[str, str]) -> None:
        label, counter = who
        if what == "call":
            counter = self.chance.choice(list(self.hall.counter))
            agency = self.hall.counter[counter].agency
            self.numbers[agency] += 1
            label = f"{agency}-{self.numbers[agency]:03d}"
            event = self.events.called(label, counter, priority=self.chance.random() < 0.1)
            self.plan(
                second + self.chance.uniform(4, 60),
                *self.chance.choice(
                    [("start", (label, counter))] * 8 + [("again", (label, counter)), ("miss", (label, counter))]
                ),
            )
        elif what == "again":
            event = self.events.recalled(label, counter)
            self.plan(second + self.chance.uniform(4, 60), "start", who)
        else:
            event = self.events.moved(What.STARTED if what == "start" else What.RETURNED, label)
            self.gone |= {label} if what == "miss" else set()
        if event.what in (What.CALLED, What.RECALLED) and event.call is not None:
            self.calls[event.call] = event
            self.called.append(event.sequence)
            self.when[event.call] = second
        self.stage.news((event,), second)
        if event.call in self.calls and event.what in (What.CALLED, What.RECALLED):
            assert any(call.call == event.call for call in self.stage.lines.all_calls), "it is in the list at once"

    def speak(self, until: float) -> None:
        """What the loudspeaker says before that second."""
        while self.free <= until:
            said = self.stage.next_sentence(self.free)
            if said is None:
                self.free = until + 1e-9 if not self.stage.announcer.waiting else self.free + 1
                return
            self.said.append((said, self.free))
            self.agree(self.free)
            self.free += len(self.clips.sound(said)) / RATE + TAIL

    def agree(self, second: float) -> None:
        """What is being said is large, in the largest card, and says the number and the place of that card."""
        spoken = self.stage.panel.spoken
        if not self.said or spoken is None or second >= self.free:
            return
        said, _ = self.said[-1]
        self.stage.refresh(second)
        cards = card_rows(self.stage.panel.cards, Look(self.hall, frozenset(), Display(), ("id", "en")), spoken.call)
        if (spoken.label, [row for row in cards if row.speaking]) in [(label, []) for label in self.gone]:
            return
        (card,) = [row for row in cards if row.speaking]
        assert all(card.cell_width * card.cell_height >= row.cell_width * row.cell_height for row in cards)
        event = self.calls[spoken.call]
        assert (card.label, card.counter) == (event.label, event.counter)
        words = " ".join(said.parts[0][1])
        assert " ".join(label_words(card.label)) in words
        assert words.endswith(" ".join(window_words(card.counter)))


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1])
def test_what_is_said_is_large_and_is_what_was_called_all_day_long(seed):
    day = Day(seed)
    day.run()
    assert len(day.said) > 100 * HOURS
    assert {sequence: fates for sequence in day.called if len(fates := day.fates.get(sequence, [])) != 1} == {}
    stale = day.hall.voice.stale_seconds
    assert all(begun - day.when[said.call] <= stale for said, begun in day.said if not said.repeat)
