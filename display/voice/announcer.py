"""What is said next, how fully, and what is left to the picture when calls come faster than words.

150 counters can make 25 calls a minute; one loudspeaker can say about nine of them in full. So the queue of calls to be
said is bounded, and the plan for overload is: nobody waits -> in full, and again; somebody waits -> once, in the short
wording, and so for half a minute after; more than may be kept, or too old -> shown only. While others wait, those go
first that were called a moment ago, and what waited long is left to the picture, so that calls are heard within
seconds. A sentence that has begun is never cut, and nothing here ever holds back the picture. Each call ends with
exactly one fate. Time is passed in, in seconds that only grow.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from shared.domain.hall_data.spoken_rules import Second, Voice, Wording
from shared.domain.speech import CLOSING, PAUSE, Form, Spoken, has_words, sentence

CHIME = "chime"
TING = "ting"
CROWDED_SECONDS = 30.0
"""So long after somebody had to wait the wording stays short: the next calls are likely to come as fast."""


class Fate(StrEnum):
    """The outcome of a call's voice. The call is shown in any case."""

    FULL = "full"
    SHORT = "short"
    SHOWN_BUSY = "shown_busy"  # too many calls waited to be said
    SHOWN_STALE = "shown_stale"  # too old when its turn came
    MERGED = "merged"  # called again before its turn: said once, as the newer call
    UNNAMED = "unnamed"  # said without its counter, for whose code there are no words
    UNSPEAKABLE = "unspeakable"  # a label with a letter that no language here has a name for
    WITHDRAWN = "withdrawn"  # the visitor was there, or the call was taken back, before its turn


@dataclass(frozen=True, slots=True)
class Hearing:
    """One call to be said. ``since``: when it was called, on the announcer's clock."""

    sequence: int
    call: int
    step: int
    spoken: Spoken
    since: float
    lang: str = "id"
    visual: bool = False
    zone: str = ""

    @property
    def protected(self) -> bool:
        """Whether its voice matters most: a visitor who missed the first call, or a priority one."""
        return self.spoken.again or self.spoken.priority


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the loudspeaker is to play now: clips by language, after a chime (or none, in a repeat).

    Attributes:
        without: the same without the counter, for a loudspeaker that lacks one of its clips.
    """

    call: int | None
    form: Form
    chime: str | None
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    repeat: bool = False
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def words(self) -> str:
        """The utterance as one line of text, for the log and the tests."""
        return " | ".join(" ".join(words) for _, words in self.parts)


class Announcer:
    """The bounded queue of calls to be said by one loudspeaker.

    Attributes:
        languages: what this hall speaks, Indonesian first; a ticket in another language is said in that too.
    """

    def __init__(self, rules: Voice, languages: tuple[str, ...], on_fate: Callable[[Hearing, Fate], None]) -> None:
        self.rules = rules
        self.languages = languages
        self._on_fate = on_fate
        self._waiting: list[Hearing] = []
        self._said: Hearing | None = None  # the last one said, while it may still be repeated
        self._said_at = 0.0
        self._form = Form.FULL
        self._times = 0
        self._crowded_until: float | None = None
        self._closing_since: float | None = None

    @property
    def waiting(self) -> tuple[Hearing, ...]:
        """The calls whose turn has not come, in order."""
        return tuple(self._waiting)

    def hear(self, call: Hearing, now: float) -> None:
        """Take a call in; the fates of calls that it pushes out are told at once."""
        if now - call.since > self.rules.stale_seconds:
            self._on_fate(call, Fate.SHOWN_STALE)
            return
        try:
            sentence(call.spoken, Form.FULL)
        except ValueError:
            self._on_fate(call, Fate.UNSPEAKABLE)
            return
        older = next((i for i, other in enumerate(self._waiting) if other.step == call.step), None)
        if older is not None:
            self._on_fate(self._waiting[older], Fate.MERGED)
            self._waiting[older] = call
            return
        self._waiting.append(call)
        if len(self._waiting) > max(self.rules.keep, 1):
            victim = next((c for c in self._waiting if not c.protected), self._waiting[0])
            self._waiting.remove(victim)
            self._on_fate(victim, Fate.SHOWN_BUSY)

    def refresh(self, now: float) -> None:
        """Leave to the picture what has become too old."""
        for call in [call for call in self._waiting if now - call.since > self.rules.stale_seconds]:
            self._waiting.remove(call)
            self._on_fate(call, Fate.SHOWN_STALE)

    def leave(self, step: int) -> None:
        """Another loudspeaker says it: nothing of it is to be said here."""
        self._waiting = [call for call in self._waiting if call.step != step]
        self._said = None

    def withdraw(self, step: int) -> None:
        """The step is no longer called: what was not spoken yet need not be spoken, nor repeated."""
        if self._said is not None and self._said.step == step:
            self._said = None
        for call in [c for c in self._waiting if c.step == step]:
            self._waiting.remove(call)
            self._on_fate(call, Fate.WITHDRAWN)

    def close(self, now: float) -> None:
        """The day was closed: say so once, after the calls that still wait."""
        self._closing_since = now

    def next(self, now: float, zones: Collection[str] | None = None) -> Utterance | None:
        """What to say now that the loudspeaker is free, in these zones (None: in all); None when there is nothing."""
        self.refresh(now)
        if mine := [call for call in self._waiting if zones is None or call.zone in zones]:
            chosen = self._chosen(mine, now)
            return self._first_time(chosen, now, left=len([call for call in self._waiting if call in mine]))
        fresh = now - self._said_at <= self.rules.stale_seconds  # unless the PC slept in between
        if self._said is not None and self._times < self.rules.times and fresh:
            self._times += 1
            return self._utterance(self._said, self._form, chime=None, repeat=True)
        self._said = None
        closing, self._closing_since = self._closing_since, None
        if closing is not None and now - closing <= self.rules.stale_seconds:
            parts = tuple((lang, (CLOSING[lang],)) for lang in self._spoken_languages("en"))
            return Utterance(None, Form.FULL, CHIME, parts)
        return None

    def _chosen(self, mine: list[Hearing], now: float) -> Hearing:
        """Take out whose turn it is: in order, but in a crowd those first that were called a moment ago."""
        ready = mine
        if len(mine) > self.rules.short_from:
            prompt = [call for call in mine if now - call.since <= self.rules.prompt_seconds]
            for call in [call for call in mine if now - call.since > 2 * self.rules.prompt_seconds] if prompt else ():
                self._waiting.remove(call)
                self._on_fate(call, Fate.SHOWN_BUSY)
            ready = prompt or mine
        chosen = next((call for call in ready if call.protected), ready[0])
        self._waiting.remove(chosen)
        return chosen

    def _first_time(self, call: Hearing, now: float, *, left: int) -> Utterance:
        waited_for = left >= max(self.rules.short_from, 1)
        if waited_for:
            self._crowded_until = now + CROWDED_SECONDS
        crowded = self._crowded_until is not None and now < self._crowded_until
        form = Form.SHORT if crowded or self.rules.wording is Wording.SHORT else Form.FULL
        # what is said once for want of time is not repeated, nor is what the hall always wants short
        again = not waited_for and self.rules.wording is not Wording.SHORT
        self._said, self._said_at, self._form, self._times = call if again else None, now, form, 1
        fate = Fate.SHORT if form is Form.SHORT else Fate.FULL
        self._on_fate(call, fate if has_words(call.spoken.counter, self.rules.say) else Fate.UNNAMED)
        return self._utterance(call, form, chime=TING if form is Form.SHORT else CHIME)

    def _utterance(self, call: Hearing, form: Form, *, chime: str | None, repeat: bool = False) -> Utterance:
        zero, say = self.rules.zero, self.rules.say
        said, without = (
            tuple((lang, sentence(spoken, form, lang, zero, say)) for lang in self._spoken_languages(call.lang))
            for spoken in (call.spoken, replace(call.spoken, counter=""))
        )
        return Utterance(call.call, form, chime, said, repeat, without)

    def _spoken_languages(self, wish: str) -> tuple[str, ...]:
        """Indonesian always and first (Perpres 63/2019 Pasal 25), then the visitor's, if the hall speaks it."""
        wanted = self.rules.second is Second.ALWAYS or (wish == "en" and self.rules.second is Second.VISITOR)
        return ("id", "en") if wanted and "en" in self.languages else ("id",)


def with_pauses(parts: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    """(language, clip) in playing order; between two languages a pause."""
    flat: list[tuple[str, str]] = []
    for lang, words in parts:
        if flat:
            flat.append((lang, PAUSE))
        flat += [(lang, word) for word in words]
    return tuple(flat)
