"""One headless client: it issues, calls or watches through the real store thread, and keeps what it was shown.

What it answers is a claim that ``bench verdict`` lays against the file: every act that was shown as done, every call
that was seen.
"""

import random
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from shared.bench.numbers import spread
from shared.clock import Clock
from shared.domain.answers import Called, Issued, Refused
from shared.domain.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.connection import HallFile
from shared.store.events import Event, What
from shared.store.thread import Pace, ShareState, StoreThread

ROLES = ("kiosk", "counter", "display", "mixed")
START_SECONDS = 80.0
END_SECONDS = 150.0
"""How long a client waits at its end for a press whose outcome the share still owes."""
_HOPELESS = (Kind.NO_HALL, Kind.WRONG_HALL, Kind.NEWER_SCHEMA, Kind.UNSAFE_SHARE, Kind.READ_ONLY, Kind.CORRUPT)
_PACES = {"kiosk": Pace.KIOSK, "counter": Pace.COUNTER, "display": Pace.DISPLAY, "mixed": Pace.COUNTER}


@dataclass(slots=True)
class Order:
    """What a client is told to do. ``rate`` is in acts a second."""

    folder: Path
    role: str
    rate: float
    seconds: float
    name: str
    seed: int = 0
    counter: str | None = None


@dataclass(slots=True)
class Seen:
    """What the client was shown."""

    acts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    latency: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    news: list[float] = field(default_factory=list[float])
    errors: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    calls_at: dict[int, float] = field(default_factory=dict[int, float])  # monotonic instant of seeing a call
    done_at: dict[int, float] = field(default_factory=dict[int, float])  # ... of having made one


class Client:
    """Runs an :class:`Order` to its end."""

    def __init__(self, order: Order, clock: Clock) -> None:
        self.order = order
        self.seen = Seen()
        self._clock = clock
        self._random = random.Random(order.seed or zlib.crc32(order.name.encode()))
        self._hall: Hall | None = None
        self._ready = threading.Event()
        self._guard = threading.Lock()
        self._thread = StoreThread(
            order.folder,
            order.name,
            clock,
            pace=_PACES[order.role],
            on_news=self._news,
            on_share=self._share_told,
            on_hall=self._hall_came,
        )

    def run(self) -> dict[str, Any]:
        """Do it; the object that ``bench client`` answers."""
        self.begin()
        self.work(time.monotonic() + self.order.seconds)
        self.end()
        return self.answer()

    def begin(self) -> None:
        """Reach the hall. EnvironmentFault when that fails."""
        self._thread.start()
        self._ready.wait(START_SECONDS)
        if self._hall is None:
            state = self._thread.state
            self._thread.stop()
            kind = state.kind if state is not None and state.kind is not None else Kind.GONE
            sentence = state.sentence["en"] if state is not None else "The share does not answer."
            raise EnvironmentFault(kind, sentence, "Run `antrean check`.")
        self._mark("watch")

    def work(self, until: float) -> None:
        """Press at random moments, ``rate`` times a second on average, until that monotonic instant."""
        if self.order.role == "display" or self.order.rate <= 0:
            time.sleep(max(0.0, until - time.monotonic()))
            return
        while True:
            pause = self._random.expovariate(self.order.rate)
            if time.monotonic() + pause >= until:
                time.sleep(max(0.0, until - time.monotonic()))
                return
            time.sleep(pause)
            self.press()

    def press(self) -> None:
        """One act, waited for."""
        act = self.order.role if self.order.role != "mixed" else self._random.choice(("kiosk", "counter"))
        if act == "kiosk":
            self._issue()
        else:
            self._call()

    def end(self) -> None:
        """See what is still to be seen, then stop."""
        if self.order.role == "display":
            time.sleep(1.0)
        self._mark("end")
        self._thread.stop(5.0)

    def answer(self) -> dict[str, Any]:
        """The claim."""
        return {
            "name": self.order.name,
            "role": self.order.role,
            "acts": self.seen.acts,
            "latency_ms": {act: spread(times) for act, times in sorted(self.seen.latency.items())},
            "news_ms": spread(self.seen.news),
            "errors": dict(self.seen.errors),
            "refused": dict(self.seen.refused),
        }

    # -- inside ---------------------------------------------------------------------------------------------

    def _issue(self) -> None:
        assert self._hall is not None
        service = self._random.choice([code for code, one in self._hall.service.items() if not one.closed])
        request = acts.new_request()
        order = acts.Order((service,), kiosk=self.order.name if self.order.name in self._hall.kiosk else None)
        outcome = self._do("issue", lambda file: acts.issue(file, request, order))
        if isinstance(outcome, Issued):
            self._keep(request, "issue", outcome.label, None)

    def _call(self) -> None:
        assert self._hall is not None
        codes = list(self._hall.counter)
        counter = self.order.counter or (
            self.order.name if self.order.name in codes else codes[zlib.crc32(self.order.name.encode()) % len(codes)]
        )
        request = acts.new_request()

        def call(file: HallFile) -> tuple[Called | Refused, float]:
            return acts.call_next(file, request, counter, self.order.name), file.committed_at

        outcome, committed_at = self._do("next", call) or (None, 0.0)
        if isinstance(outcome, Called):
            self.seen.done_at[outcome.call] = committed_at
            self._keep(request, "next", outcome.label, outcome.call)

    def _do(self, act: str, operation: Callable[[HallFile], Any]) -> Any:
        """Press and wait; what came of it, None for a fault."""
        ended = threading.Event()
        came: list[Any] = []

        def end(outcome: Any) -> None:
            came.append(outcome)
            ended.set()

        begun = time.monotonic()
        self._thread.submit(operation, end)
        if not ended.wait(END_SECONDS):
            self.seen.errors["unanswered"] += 1
            return None
        self.seen.latency.setdefault(act, []).append((time.monotonic() - begun) * 1000)
        outcome = came[0]
        answer: Any = cast("Any", outcome)[0] if isinstance(outcome, tuple) else outcome
        if isinstance(answer, Refused):
            self.seen.refused[answer.code.value] += 1
        elif isinstance(outcome, EnvironmentFault):
            self.seen.errors[outcome.kind.value] += 1
        elif isinstance(outcome, Exception):
            self.seen.errors[type(outcome).__name__] += 1
        return None if isinstance(answer, Exception) else cast("Any", outcome)

    def _keep(self, request: str | None, act: str, label: str | None, call: int | None) -> None:
        with self._guard:
            entry = {"request": request, "act": act, "label": label, "call": call, "settled": True}
            self.seen.acts.append(entry)

    def _mark(self, what: str) -> None:
        """Note the newest call in the file: a display must have seen all between ``watch`` and ``end``."""
        if self.order.role != "display":
            return
        newest = self._do("look", _newest_call)
        if isinstance(newest, int):
            self._keep(None, what, None, newest)

    def _news(self, events: tuple[Event, ...]) -> None:
        now, instant = time.monotonic(), self._clock()
        for event in events:
            self.seen.news.append(float(max(0, instant - event.at)))
            if self.order.role == "display" and event.what is What.CALLED and event.call is not None:
                self.seen.calls_at[event.call] = now
                self._keep(None, "seen", event.label, event.call)

    def _share_told(self, state: ShareState) -> None:
        if state.kind in _HOPELESS:
            self._ready.set()

    def _hall_came(self, hall: Hall) -> None:
        self._hall = hall
        self._ready.set()


def _newest_call(file: HallFile) -> int:
    with file.reading() as db:
        return int(db.execute("SELECT coalesce(max(number), 0) FROM calls").fetchone()[0])
