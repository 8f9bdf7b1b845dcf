"""How one loudspeaker copes with a hall: ``python -m shared.tools.rehearsal`` prints the table of docs/display.md.

Calls at random moments, said at the true length of the shipped clips, on a simulated clock. It shows a hall that plans
many counters in one zone what its visitors will hear.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from display.voice.announcer import Announcer, Fate, Hearing
from display.voice.loudspeaker import TAIL
from shared.domain.hall_data.spoken_rules import Voice
from shared.domain.speech import Spoken
from shared.pcm import RATE
from shared.voice.clips import Clips


@dataclass(frozen=True, slots=True)
class Heard:
    """The fates of the calls. ``delays``: seconds from call to first word, of those that were said, sorted."""

    calls: int
    fates: Counter[Fate]
    delays: Sequence[float]

    def part(self, *fates: Fate) -> float:
        """These fates' part of all calls, 0 to 1."""
        return sum(self.fates[fate] for fate in fates) / self.calls

    def delay(self, part: float) -> float:
        """The delay that this part of the spoken calls does not exceed."""
        return self.delays[min(int(len(self.delays) * part), len(self.delays) - 1)]


def rehearse(per_minute: float, minutes: int = 30, rules: Voice | None = None, seed: int = 7) -> Heard:
    """This many calls a minute on one loudspeaker, for this long."""
    fates: Counter[Fate] = Counter()
    announcer = Announcer(rules or Voice(), ("id", "en"), lambda _call, fate: fates.update([fate]))
    clips, chance = Clips(), random.Random(seed)
    total = round(per_minute * minutes)
    moments = sorted(chance.uniform(0, minutes * 60) for _ in range(total))
    since: dict[int | None, float] = {}
    delays: list[float] = []
    free = 0.0
    while True:
        while moments and moments[0] <= free:
            number = len(since) + 1
            since[number] = moments[0]
            spoken = Spoken(f"AB-{(number - 1) % 999 + 1:03d}", str((number - 1) % 150 + 1))
            announcer.hear(Hearing(number, number, number, spoken, moments[0]), moments[0])
            moments.pop(0)
        said = announcer.next(free)
        if said is None:
            if not moments:
                return Heard(total, fates, sorted(delays))
            free = moments[0]
            continue
        if not said.repeat:
            delays.append(free - since[said.call])
        free += len(clips.sound(said)) / RATE + TAIL


def main() -> int:
    """Print the table; answers 0."""
    lines = [
        "| calls a minute | in full | short | shown only | half begin within | nine of ten | the last |",
        "|---|---|---|---|---|---|---|",
    ]
    for per_minute in (2, 4, 6, 9, 12, 18, 25):
        heard = rehearse(per_minute, minutes=60)
        shown = heard.part(Fate.SHOWN_BUSY, Fate.SHOWN_STALE)
        lines.append(
            f"| {per_minute} | {heard.part(Fate.FULL):.0%} | {heard.part(Fate.SHORT):.0%} | {shown:.0%}"
            f" | {heard.delay(0.5):.0f} s | {heard.delay(0.9):.0f} s | {heard.delay(1):.0f} s |"
        )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
