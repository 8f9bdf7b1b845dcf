"""The demo without a screen: the real programs, driven by touches, clicks and keys, watched and reported."""

import contextlib
import re
import threading
import time

from shared.faults import EnvironmentFault, Kind
from shared.tools.demo import outcome_check
from shared.tools.demo.driven_program import Driven
from shared.tools.demo.people import VISITS, Diary, DrivenOfficer, Visitors, picture_in, together
from shared.tools.demo.setting import DISPLAY, KIOSK, Setting

COUNTERS = {"1": "Ani", "14": "Budi"}
"""Counter 1 is the civil registry's (AB), 14 the health insurance's (BA); and their officers."""
PLANS = {
    "1": {2: "picture", 3: "recall", 4: "absent", 5: "hold", 6: "transfer"},
    "14": {1: "picture", 3: "absent"},
}
_DISTURBED = "BA.5"
_LABEL = re.compile(r"[A-Z0-9]{1,3}-\d{3,}")
_WATCH_SECONDS = 0.15
_COME_SECONDS = 60.0  # on a slow machine fewer visitors come, so that everything ends within two minutes
_ROUNDS = 6
_TELLING_CALLS = {1: "display-first-call", 5: "display-fifth-call", 20: "display-busy"}


class Play:
    """One performance on a stage."""

    def __init__(self, stage: Setting) -> None:
        self.stage = stage
        self.diary = Diary()
        self.telling = picture_in(stage.pictures)
        self._shown: dict[str, None] = {}
        self._over = threading.Event()

    def perform(self) -> outcome_check.Account:
        """The whole demo; an EnvironmentFault if file, screens and paper do not agree in the end."""
        with contextlib.ExitStack() as programs:
            self.stage.start_printer()
            programs.callback(self.stage.stop_printer)
            kiosk = programs.enter_context(self._program("kiosk", "--kiosk", KIOSK))
            display = programs.enter_context(self._program("display", "--display", DISPLAY))
            counters = [programs.enter_context(self._program("counter", "--counter", one)) for one in COUNTERS]
            self._wait_for_all(kiosk, display, counters)
            watcher = threading.Thread(target=self._watch, args=(display,), daemon=True)
            watcher.start()
            try:
                self._morning(kiosk, counters)
                self._supervisor(kiosk)
                self._those_who_come_back(counters)
            finally:
                self._over.set()
                watcher.join()
        return self._checked()

    def _program(self, program: str, flag: str, device: str) -> Driven:
        name = f"{program} {device}"
        more = ["--windowed", "--officer", COUNTERS[device]] if program == "counter" else []
        return Driven(name, [program, flag, device, *more], self.stage.said, self.stage.environment(name))

    def _wait_for_all(self, kiosk: Driven, display: Driven, counters: list[Driven]) -> None:
        kiosk.until(lambda: kiosk.names("agency:"), "the kiosk's tiles")
        display.until(lambda: display.words("clock"), "the display's clock")
        for counter in counters:
            counter.until(lambda c=counter: c.names("next"), "the counter's keys")
        self.diary.tell(
            f"kiosk {KIOSK}, counters {' and '.join(COUNTERS)}, display {DISPLAY} and the printer are running"
        )

    def _morning(self, kiosk: Driven, counters: list[Driven]) -> None:
        """Visitors come; officers call until nobody is left."""
        visitors = Visitors(kiosk, self.diary, self.telling)
        officers = self._officers(counters, PLANS)
        self._all(lambda: visitors.come(VISITS, _COME_SECONDS), *(officer.work for officer in officers))
        self._until_empty(counters)

    def _supervisor(self, kiosk: Driven) -> None:
        """A service is interrupted; a visitor reads why."""
        self.stage.antrean("disturb", _DISTURBED, "--reason", "Jaringan terputus", "--reason-en", "Network down")
        self.diary.tell(f"the supervisor interrupts {_DISTURBED}")
        Visitors(kiosk, self.diary, self.telling).refused(_DISTURBED)
        self.stage.antrean("restore-service", _DISTURBED)

    def _those_who_come_back(self, counters: list[Driven]) -> None:
        """Visitors who were set aside or absent come back and are served."""
        for event in self.stage.antrean("events", "--limit", "5000")["events"]:
            back = {"no_show": "rejoin", "held": "resume"}.get(event["what"])
            if back:
                self.stage.antrean(back, event["label"])
                self.diary.tell(f"{event['label']} is back")
        self._until_empty(counters)

    def _until_empty(self, counters: list[Driven]) -> None:
        """Go on until nobody waits: the end of a first step may bring the visitor to the second line."""
        for _ in range(_ROUNDS):
            if not any(service["waiting"] for service in self.stage.antrean("state")["services"]):
                return
            self._all(*(officer.work for officer in self._officers(counters, {})))

    def _officers(self, counters: list[Driven], plans: dict[str, dict[int, str]]) -> list[DrivenOfficer]:
        pairs = zip(COUNTERS, counters, strict=True)
        return [DrivenOfficer(counter, self.diary, self.telling, plans.get(number, {})) for number, counter in pairs]

    def _all(self, *work: object) -> None:
        for error in together(*work):  # type: ignore[arg-type]
            raise error

    def _watch(self, display: Driven) -> None:
        """Note every number that the display shows, until the demo is over."""
        with contextlib.suppress(OSError, EnvironmentFault):
            while not self._over.is_set():
                self._look(display)
                time.sleep(_WATCH_SECONDS)
            self._look(display)
            self.telling(display, "display-evening")

    def _look(self, display: Driven) -> None:
        for words in display.names().values():
            label = _LABEL.fullmatch(words)
            if label is None or label.group() in self._shown:
                continue
            self._shown[label.group()] = None
            moment = _TELLING_CALLS.get(len(self._shown))
            if moment:
                self.telling(display, moment)

    def _checked(self) -> outcome_check.Account:
        told = outcome_check.account(
            self.stage.antrean("events", "--limit", "100000")["events"], self.stage.antrean("state")
        )
        wrong = outcome_check.contradictions(told, self.diary, list(self._shown))
        if wrong:
            raise EnvironmentFault(Kind.BUG, f"The demo went wrong: {'; '.join(wrong)}.", f"See {self.stage.said}.")
        return told
