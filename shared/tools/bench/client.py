"""One headless client: it issues, calls or watches through the real store thread, and keeps what it was shown.

What it answers is a claim that ``bench verdict`` compares with the file: every act that was shown as done, every call
that was seen.
"""

import random
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.domain.answers import Called, Issued, Refused
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.engine import Engine
from shared.store.engine_choice import opened_engine
from shared.store.live.thread import PollPace, ShareState, StoreThread
from shared.store.offline.settle import give_back, settle, tend
from shared.store.offline.spool import Spool
from shared.store.record.events import Event, What
from shared.text.languages import ENGLISH, pick
from shared.tools.bench.percentiles import spread

ROLES = ("kiosk", "counter", "display", "mixed")
START_SECONDS = 80.0
END_SECONDS = 150.0
"""How long a client waits at its end for a press whose outcome is not known yet."""
PATIENCE_SECONDS = 4.0
"""How long a kiosk lets a visitor wait for the file before it takes a leased number."""
TEND_SECONDS = 5.0
NEWS_SECONDS = 10.0
"""How long a display waits at its end for a call that is in the file."""
BEHIND_SECONDS = 2.0
"""How far presses may lag behind their times; later ones are left out, as visitors go home."""
_HOPELESS = (Kind.NO_HALL, Kind.WRONG_HALL, Kind.NEWER_SCHEMA, Kind.UNSAFE_SHARE, Kind.READ_ONLY, Kind.CORRUPT)
_PACES = {"kiosk": PollPace.KIOSK, "counter": PollPace.COUNTER, "display": PollPace.DISPLAY, "mixed": PollPace.COUNTER}


@dataclass(slots=True)
class ClientOrder:
    """What a client is told to do. ``rate`` is in acts a second."""

    folder: Path
    role: str
    rate: float
    seconds: float
    name: str
    seed: int = 0
    counter: str | None = None
    local: Path | None = None  # the folder of a kiosk's spool; without it there is none


@dataclass(slots=True)
class Seen:
    """What the client was shown."""

    acts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    watched: list[int] = field(default_factory=list[int])  # the newest call in the file at the begin and at the end
    latency: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    news: list[float] = field(default_factory=list[float])
    errors: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    calls_at: dict[int, float] = field(default_factory=dict[int, float])  # monotonic instant of seeing a call
    done_at: dict[int, float] = field(default_factory=dict[int, float])  # ... of having made one


class Client:
    """Runs an :class:`Order` to its end."""

    def __init__(self, order: ClientOrder, clock: Clock) -> None:
        self.order = order
        self.seen = Seen()
        self._clock = clock
        self._random = random.Random(order.seed or zlib.crc32(order.name.encode()))
        self._hall: Hall | None = None
        self._spool: Spool | None = None
        self._fault: Exception | None = None  # the result of the last press
        self._tend_at = 0.0
        self._ready = threading.Event()
        self._stop = threading.Event()
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

    def stop(self) -> None:
        """End :meth:`work` now, from any thread or a signal: it still answers what was shown so far."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether :meth:`stop` was asked for."""
        return self._stop.is_set()

    @property
    def ready(self) -> bool:
        """Whether it has reached the hall."""
        return self._hall is not None

    def begin(self) -> None:
        """Reach the hall. EnvironmentFault when that fails."""
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._ready.wait(0.1) and time.monotonic() < deadline:
            pass  # in short steps, so that Ctrl-C works on every platform
        if self._hall is None:
            self._thread.stop()
            raise self._unreached()
        self._mark()
        if self.order.local is not None and self.order.role in ("kiosk", "mixed"):
            hall_id = self._do(None, lambda file: file.hall_id)
            self._spool = Spool(self.order.local, hall_id, self.order.name) if hall_id else None
            self._tend()

    def work(self, until: float) -> None:
        """Press at random moments, ``rate`` times a second on average, until that monotonic instant."""
        due = until
        if self.order.role != "display" and self.order.rate > 0:
            due = time.monotonic() + self._random.expovariate(self.order.rate)
        while not self._stop.wait(max(0.0, min(due, until) - time.monotonic())):
            if max(due, time.monotonic()) >= until:
                return
            self.press()
            due = max(due, time.monotonic() - BEHIND_SECONDS) + self._random.expovariate(self.order.rate)

    def press(self) -> None:
        """One act, waited for."""
        act = self.order.role if self.order.role != "mixed" else self._random.choice(("kiosk", "counter"))
        if act == "kiosk":
            self._issue()
        else:
            self._call()

    def end(self) -> None:
        """Wait for the last calls, then stop."""
        self._mark()
        self._see_out()
        if self._spool is not None:
            self._settle_all(self._spool)
            self._spool.close()
        self._thread.stop(5.0)

    def answer(self) -> dict[str, Any]:
        """The claim."""
        return {
            "name": self.order.name,
            "role": self.order.role,
            "acts": self.seen.acts,
            "watched": self.seen.watched,
            "latency_ms": {act: spread(times) for act, times in sorted(self.seen.latency.items())},
            "news_ms": spread(self.seen.news),
            "errors": dict(self.seen.errors),
            "refused": dict(self.seen.refused),
        }

    # -- inside ---------------------------------------------------------------------------------------------

    def _unreached(self) -> EnvironmentFault:
        """Why the hall was not reached, by trying to open it again."""
        state = self._thread.state
        if state is None or state.kind is None or state.kind not in _HOPELESS:
            return EnvironmentFault(Kind.GONE, f"{self.order.folder} does not answer.", "Run `antrean check`.")
        try:
            opened_engine(self.order.folder, device=self.order.name, clock=self._clock).close()
        except EnvironmentFault as fault:
            return fault
        return EnvironmentFault(state.kind, pick(state.sentence, ENGLISH), "Run `antrean check`.")

    def _issue(self) -> None:
        assert self._hall is not None
        service = self._random.choice(self._services())
        request = acts.new_request()
        order = acts.Order((service,), kiosk=self.order.name if self.order.name in self._hall.kiosk else None)
        patience = PATIENCE_SECONDS if self._spool is not None else None
        outcome = self._do("issue", lambda file: acts.issue(file, request, order), patience)
        if isinstance(outcome, Issued):
            self._keep(request, "issue", outcome.label, None)
        elif isinstance(self._fault, EnvironmentFault) and self._spool is not None:
            self._from_spool(self._spool, request, order)
        if time.monotonic() >= self._tend_at:
            self._tend()

    def _from_spool(self, spool: Spool, request: str, order: acts.Order) -> None:
        """The share did not take it: use a leased number. Settling finds the first try by its request id."""
        outcome = spool.issue(request, order, self._clock())
        if isinstance(outcome, Issued):
            self._keep(request, "issue", outcome.label, None, settled=False)
        else:
            self.seen.refused[outcome.code.value] += 1

    def _tend(self) -> None:
        """Settle what is in the spool, renew its numbers."""
        self._tend_at = time.monotonic() + TEND_SECONDS
        if self._spool is not None and self._do("settle", partial(tend, self._spool)) is not None:
            self._mark_settled(self._spool)

    def _settle_all(self, spool: Spool) -> None:
        """At the end: what the spool has promised goes into the file, as soon as the share is there."""
        deadline = time.monotonic() + END_SECONDS
        while spool.pending() and time.monotonic() < deadline:
            self._do("settle", partial(settle, spool))
            time.sleep(0.2)
        self._mark_settled(spool)
        self._do("settle", partial(give_back, spool))

    def _mark_settled(self, spool: Spool) -> None:
        waiting = {kept.request for kept in spool.pending()}
        for entry in self.seen.acts:
            entry["settled"] = entry["request"] not in waiting

    def _services(self) -> list[str]:
        """What it issues for: any service; a mixed client issues for its own counter, which then finds visitors."""
        assert self._hall is not None
        served = [code for code, one in self._hall.service.items() if not one.closed]
        if self.order.role != "mixed":
            return served
        return [code for code in served if code in self._hall.services_of(self._counter())] or served

    def _counter(self) -> str:
        """The counter at which it calls: the given one, the one of its name, or one chosen by its name."""
        assert self._hall is not None
        codes = list(self._hall.counter)
        named = self.order.name if self.order.name in codes else None
        return self.order.counter or named or codes[zlib.crc32(self.order.name.encode()) % len(codes)]

    def _call(self) -> None:
        request, counter = acts.new_request(), self._counter()
        committed: list[float] = []

        def call(file: Engine) -> Called | Refused:
            answer = acts.call_next(file, request, counter, self.order.name, ended=acts.VisitEnd.FINISH)
            committed.append(file.committed_at)
            return answer

        outcome = self._do("next", call)
        if isinstance(outcome, Called):
            self.seen.done_at[outcome.call] = committed[-1]
            self._keep(request, "next", outcome.label, outcome.call)

    def _do(self, act: str | None, operation: Callable[[Engine], Any], patience: float | None = None) -> Any:
        """Press and wait; returns the answer, None for a fault. The time is kept under ``act``."""
        ended = threading.Event()
        came: list[Any] = []

        def end(outcome: Any) -> None:
            came.append(outcome)
            ended.set()

        begun = time.monotonic()
        self._fault = None
        self._thread.submit(operation, end, patience)
        if not ended.wait(END_SECONDS):
            self.seen.errors["unanswered"] += 1
            return None
        if act is not None:
            self.seen.latency.setdefault(act, []).append((time.monotonic() - begun) * 1000)
        outcome = came[0]
        self._fault = outcome if isinstance(outcome, Exception) else None
        if isinstance(outcome, Refused):
            self.seen.refused[outcome.code.value] += 1
        elif isinstance(outcome, EnvironmentFault):
            self.seen.errors[outcome.kind.value] += 1
        elif isinstance(outcome, Exception):
            self.seen.errors[type(outcome).__name__] += 1
        return None if isinstance(outcome, Exception) else outcome

    def _keep(
        self, request: str | None, act: str, label: str | None, call: int | None, *, settled: bool = True
    ) -> None:
        with self._guard:
            entry = {"request": request, "act": act, "label": label, "call": call, "settled": settled}
            self.seen.acts.append(entry)

    def _mark(self) -> None:
        """Note the newest call in the file: a display must have seen all between its begin and its end."""
        if self.order.role != "display":
            return
        newest = self._do(None, _newest_call)
        if isinstance(newest, int):
            self.seen.watched.append(newest)

    def _see_out(self) -> None:
        """Wait for the last call that counts: it may have been made a moment ago."""
        deadline = time.monotonic() + NEWS_SECONDS
        last = self.seen.watched[-1] if len(self.seen.watched) == 2 else 0
        while last > min(self.seen.watched, default=0) and last not in self.seen.calls_at:
            if time.monotonic() >= deadline:
                return
            time.sleep(0.02)

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


def _newest_call(file: Engine) -> int:
    with file.reading() as db:
        return int(db.execute("SELECT coalesce(max(number), 0) FROM calls").fetchone()[0])
