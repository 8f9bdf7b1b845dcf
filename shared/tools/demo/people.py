"""The people of the demo without a screen: visitors who touch the kiosk, officers who work at their counters."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from shared.tools.demo.driven_program import Driven

_APART_SECONDS = 0.8  # two presses closer than that count as one press of a bouncing key
_PRESS_SECONDS = 8.0
_TRIES = 5
_FEWEST = 24
_MOST_PAGES = 9


class SavePicture(Protocol):
    """Saves a picture of a program's screen (or of one of its dialogs) under a name."""

    def __call__(self, program: Driven, name: str, window: str | None = None) -> None:
        """Take it."""
        ...


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """What one visitor wants. ``picture`` names the moments that are kept as pictures."""

    services: tuple[str, ...]
    priority: bool = False
    visual: bool = False
    english: bool = False
    reprint: bool = False
    picture: str = ""


VISITS: Sequence[DemoVisit] = (
    DemoVisit(("AB.1",), picture="first"),
    DemoVisit(("AB.3",), english=True, picture="english"),
    DemoVisit(("BA.1",)),
    DemoVisit(("AB.2", "BA.2"), picture="several"),
    DemoVisit(("AB.1",), priority=True, picture="priority"),
    DemoVisit(("BA.3",), visual=True),
    *(DemoVisit((f"AB.{number}",)) for number in (4, 6, 8, 9)),
    *(DemoVisit((f"BA.{number}",)) for number in (1, 2, 4)),
    DemoVisit(("AB.1",), reprint=True, picture="reprint"),
    DemoVisit(("BA.3", "AB.9")),
    *(DemoVisit((f"AB.{number}",), priority=number == 3) for number in (1, 3, 5, 7)),
    *(DemoVisit((f"BA.{number}",), english=number == 2) for number in (1, 2, 3)),
    *(DemoVisit((f"AB.{number}",)) for number in (2, 8, 9, 1)),
    *(DemoVisit((f"BA.{number}",)) for number in (4, 1)),
    DemoVisit(("AB.6",), visual=True),
    DemoVisit(("AB.4", "BA.1")),
    DemoVisit(("BA.2",), priority=True),
)


@dataclass(slots=True)
class Diary:
    """What was seen on the screens, to be compared with the file afterwards."""

    came: int = 0
    labels: list[str] = field(default_factory=list[str])
    papers: list[str] = field(default_factory=list[str])
    called: list[str] = field(default_factory=list[str])
    told: list[str] = field(default_factory=list[str])
    all_came: threading.Event = field(default_factory=threading.Event)

    def tell(self, words: str) -> None:
        """Print what happened, at once and at the end."""
        self.told.append(words)
        print(f"  {words}", flush=True)  # noqa: T201 - the demo reports on the terminal


class Visitors:
    """Visitors who touch the kiosk one after another."""

    def __init__(self, kiosk: Driven, diary: Diary, telling: SavePicture) -> None:
        self.kiosk = kiosk
        self.diary = diary
        self.telling = telling

    def come(self, visits: Sequence[DemoVisit], seconds: float) -> None:
        """All of them, or two dozen and those who come within ``seconds``; then nobody comes any more."""
        shut = time.monotonic() + seconds
        try:
            for visit in visits:
                if time.monotonic() > shut and self.diary.came >= _FEWEST:
                    break
                self.diary.came += 1
                self._one(visit)
        finally:
            self.diary.all_came.set()

    def refused(self, service: str) -> None:
        """A visitor asks for what is not available now, reads why, and goes."""
        for _ in range(_TRIES):
            self._find(service)
            self.kiosk.touch(f"service:{service}")
            self.kiosk.until(lambda: {"why", "take"} & self.kiosk.names().keys(), "an answer")
            if self.kiosk.words("why"):
                break
            self._home()  # the kiosk does not know it yet
        why = self.kiosk.words("why")
        self.telling(self.kiosk, "kiosk-why-not")
        self.diary.tell(f"{service} is not available: {why}")
        self._home()

    def _find(self, service: str) -> None:
        """The agency of a service, and its page of tiles."""
        kiosk = self.kiosk
        kiosk.touch(f"agency:{service.partition('.')[0]}", lambda: kiosk.names("service:"))
        for _ in range(_MOST_PAGES):
            tiles = kiosk.names("service:")
            if f"service:{service}" in tiles:
                return
            kiosk.touch("turn:next", lambda: kiosk.names("service:") != tiles)  # noqa: B023 - asked before the next turn

    def _one(self, visit: DemoVisit) -> None:
        kiosk = self.kiosk
        if visit.english:
            kiosk.touch("lang:en")
        if visit.picture == "first":
            self.telling(kiosk, "kiosk-start")
        for number, service in enumerate(visit.services):
            if number:
                kiosk.touch("add", lambda: kiosk.words("search"))
            self._find(service)
            if visit.picture in ("first", "english"):
                self.telling(kiosk, f"kiosk-{'services' if visit.picture == 'first' else 'english'}")
            kiosk.touch(f"service:{service}", lambda: kiosk.ready("take"))
        if visit.priority:
            kiosk.touch("priority:yes")
        if visit.visual:
            kiosk.touch("visual")
        if visit.picture in ("first", "several", "priority"):
            self.telling(kiosk, f"kiosk-order-{visit.picture}")
        self._take(visit)

    def _take(self, visit: DemoVisit) -> None:
        kiosk = self.kiosk
        kiosk.touch("take", lambda: kiosk.words("number"))
        label = kiosk.words("number")
        self.diary.labels.append(label)
        if visit.picture:
            self._printed()
            self.telling(kiosk, f"kiosk-ticket-{visit.picture}")
        if visit.reprint and "reprint" in kiosk.names("reprint"):
            kiosk.touch("reprint")
            time.sleep(0.3)
            self._printed()
            self.telling(kiosk, "kiosk-reprinted")
        self._home()

    def _printed(self) -> None:
        """Wait until the kiosk says that the paper is there, or that it will not come."""
        deadline = time.monotonic() + 8
        before = ""
        while time.monotonic() < deadline:
            words = self.kiosk.words("paper")
            if words and words == before and "key" not in words:
                time.sleep(0.4)
                if self.kiosk.words("paper") == words:
                    self.diary.papers.append(words)
                    return
            before = words
            time.sleep(0.2)

    def _home(self) -> None:
        self.kiosk.touch("home", lambda: self.kiosk.words("search"))


class DrivenOfficer:
    """One officer works until nobody is left; the third visitor is recalled, another never comes, and so on."""

    def __init__(self, counter: Driven, diary: Diary, telling: SavePicture, plan: dict[int, str]) -> None:
        """``plan`` says what happens to the n-th visitor: recall, absent, hold, transfer, return."""
        self.counter = counter
        self.diary = diary
        self.telling = telling
        self.plan = plan
        self._pressed = 0.0

    def work(self) -> None:
        """Call, serve, finish, until nobody comes and nobody is called any more."""
        served = 0
        idle = 0
        while idle < 2:
            label = self._next()
            if label is None:
                idle = idle + 1 if self.diary.all_came.is_set() else 0
                time.sleep(0.4)
                continue
            idle = 0
            served += 1
            self.diary.called.append(label)
            self._serve(label, self.plan.get(served, ""))

    def _next(self) -> str | None:
        """Press F1 while the bar says that somebody waits; returns the label that was called, None if nobody was."""
        self.counter.until(lambda: self.counter.ready("next"), "the key")
        if not re.match("[1-9]", self.counter.words("waiting_total")):
            return None
        before, told = self.counter.words("number"), self.counter.words("answer")
        time.sleep(max(0.0, self._pressed + _APART_SECONDS - time.monotonic()))
        self.counter.until(lambda: self._press(before, told), "an answer to F1", 60)
        label = self.counter.words("number")
        return label if label and label != before else None

    def _press(self, before: str, told: str) -> bool:
        """One press and its answer; False if none came."""
        self.counter.key("F1")
        self._pressed = time.monotonic()
        while time.monotonic() < self._pressed + _PRESS_SECONDS:
            answer = self.counter.words("answer")
            if self.counter.words("number") != before or (answer and answer != told):
                return True
            if not re.match("[1-9]", self.counter.words("waiting_total")):
                return True  # somebody else called the last one
            time.sleep(0.05)
        return False

    def _serve(self, label: str, fate: str) -> None:
        act = getattr(self, f"_{fate}", None)
        if act is not None:
            act(label)
            return
        time.sleep(0.3)
        self.counter.key("F3")
        self._state("serving", "dilayani")
        if fate == "picture":
            self.telling(self.counter, "counter-serving")
        time.sleep(0.4)
        self.counter.key("F4")
        self._gone(label)

    def _recall(self, label: str) -> None:
        time.sleep(0.5)
        self.counter.click("recall")
        time.sleep(0.6)
        self.telling(self.counter, "counter-recalled")
        self.diary.tell(f"{label} is called again")
        self._serve(label, "")

    def _absent(self, label: str) -> None:
        self.counter.click("no_show")
        self._gone(label)
        self.diary.tell(f"{label} does not come")

    def _hold(self, label: str) -> None:
        self.counter.click("hold")
        self.counter.until(lambda: self.counter.words("accept"), "the question why")
        self.telling(self.counter, "counter-hold", "ask")
        self.counter.click("accept")
        self._gone(label)
        self.diary.tell(f"{label} is set aside to fetch a copy")

    def _transfer(self, label: str) -> None:
        self.counter.click("transfer")
        self.counter.until(lambda: "search" in self.counter.names("search"), "the question where to")
        self.counter.ask("type", name="search", text="BA.2")
        time.sleep(0.4)
        self.telling(self.counter, "counter-transfer", "ask")
        self.counter.click("accept")
        self._gone(label)
        self.diary.tell(f"{label} is sent on to BA.2 under the same number")

    def _state(self, *words: str) -> None:
        pattern = re.compile("|".join(words), re.IGNORECASE)
        self.counter.until(lambda: pattern.search(self.counter.words("state")), f"the state {words[0]}")

    def _gone(self, label: str) -> None:
        self.counter.until(lambda: self.counter.words("number") != label, f"{label} to leave the counter")


def together(*work: Callable[[], None]) -> Iterator[BaseException]:
    """Do several things at once, each on its own thread; errors are raised at the end."""
    wrong: list[BaseException] = []

    def guarded(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - raised by the thread that waits
            wrong.append(error)

    threads = [threading.Thread(target=guarded, args=(act,), daemon=True) for act in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield from wrong


def picture_in(folder: Path) -> SavePicture:
    """Pictures into a folder, numbered in the order they were taken."""
    count = iter(range(1, 1000))
    guard = threading.Lock()

    def take(program: Driven, name: str, window: str | None = None) -> None:
        with guard:
            number = next(count)
        program.grab(folder / f"{number:02d}-{name}.png", window)

    return take
