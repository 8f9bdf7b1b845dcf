"""This display among the others of its zones: who speaks, what is said now, and the report that tells it.

Once a second the display writes its report beside the hall's file and reads those of its mates (``election``). It says
what is to be said in the zones that it leads; of the others it shows large what their display says. With
``voice.together`` every loudspeaker of a zone says the sentence of the one that leads, at the moment that it names.
"""

import dataclasses
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from display.board.board_view import BoardView
from display.call_account import CallAccount
from display.stage import Stage
from display.voice.announcer import Utterance
from display.voice.election import ABLE, LEADS, SURE, Election
from display.voice.loudspeaker import Loudspeaker
from shared.clock import Clock, steady_ms
from shared.domain.hall_data.hall import Display
from shared.domain.speech import Form
from shared.domain.words import Instant
from shared.qt.worker import StoreWorker
from shared.sound.speaker import Played
from shared.store.acts.call_reports import CallReport, keep_call_reports
from shared.store.engine import Engine
from shared.store.health_report import REPORT_SECONDS, HealthReport
from shared.store.live_program import printable, this_pc

_voice_log = logging.getLogger("antrean.voice")

KIND = "display"
TOGETHER_SECONDS = 0.7
"""How long before its first word a sentence is told to the other loudspeakers of the zone."""
TOGETHER_EVERY = 0.2
BATCH_SECONDS = 600
"""Between two writes into the hall's file of what became of the calls: a few in a hundred of all its writes."""
SAY, PENDING, CALLS, FRAME, DARK, CURSOR, ZONES, BEGAN = (
    "say", "pending", "calls", "frame", "dark", "cursor", "zones", "began",
)  # fmt: skip
"""Keys in a display's report."""


class VoicePart(QObject):
    """The voice of one display and its report.

    Signals:
        heard: this display's loudspeaker is heard from now on, or no more.
    """

    heard = Signal(bool)

    def __init__(
        self,
        device: str,
        worker: StoreWorker,
        view: BoardView,
        clock: Clock,
        monotonic: Callable[[], float],
        loudspeaker: Loudspeaker | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.account = CallAccount()
        self.frame_at: Instant | None = None
        self.dark = False  # the window is not on the screen
        self._device, self._worker, self._view = device, worker, view
        self._clock, self._monotonic, self._loudspeaker = clock, monotonic, loudspeaker
        self._election = Election(device)
        self._began = clock()
        self._stage: Stage | None = None
        self._saying: Utterance | None = None
        self._say_at: Instant | None = None
        self._heard = False  # there is a device
        self._echoed: tuple[Any, ...] | None = None
        self._beat = 0
        self._asked = False
        self._wrote = False  # this program left a report
        self._batch = QTimer(self)
        self._batch.setInterval(BATCH_SECONDS * 1000)
        self._batch.timeout.connect(self._keep)
        self._round = QTimer(self)
        self._round.timeout.connect(self._go_round)
        self._told = 0.0
        if loudspeaker is not None:
            loudspeaker.begun.connect(self._begun)
            loudspeaker.ended.connect(self._ended)
            loudspeaker.device.connect(self._use_device)

    @property
    def busy(self) -> bool:
        """Whether a sentence is being said."""
        return self._saying is not None

    def use(self, stage: Stage, display: Display | None) -> None:
        """The hall's data, at the start and whenever they changed."""
        first, self._stage = self._stage is None, stage
        stage.voice = self._loudspeaker is not None and (display is None or display.voice)
        self._election.use(stage.hall, tuple(stage.zones))
        self._settle()
        self._round.setInterval(round(1000 * (TOGETHER_EVERY if stage.hall.voice.together else REPORT_SECONDS)))
        if first:
            self._round.start()
            self._batch.start()
            if self._loudspeaker is not None:
                self._loudspeaker.start()
            self._go_round()

    def hush(self) -> None:
        """The PC slept in the middle of a sentence: the rest of it is not said."""
        if self._saying is not None and self._loudspeaker is not None:
            self._loudspeaker.hush()

    def close(self) -> None:
        """The program ends: the others need not wait for it."""
        self._round.stop()
        self._batch.stop()
        self._keep()
        self._election.able = False
        if self._stage is not None:
            self._worker.do(self._operation(write=True), lambda _: None)

    @Slot()
    def go_on(self) -> None:
        """Say the next sentence, if there is one and nothing is being said."""
        stage, loudspeaker = self._stage, self._loudspeaker
        if stage is None or loudspeaker is None or self._saying is not None:
            return
        stage.speaks = self._led()
        if not stage.speaks:
            return
        utterance = stage.next_sentence(self._monotonic())
        self._view.refresh()
        if utterance is None:
            return
        self._saying = utterance
        _voice_log.info("says call %s: %s", utterance.call, utterance.words())
        if stage.hall.voice.together and self._election.mates:
            self._say_at = Instant(self._clock() + round(TOGETHER_SECONDS * 1000))
            self._go_round()
            QTimer.singleShot(round(TOGETHER_SECONDS * 1000), self, lambda: loudspeaker.say(utterance))
        else:
            self._say_at = self._clock()
            loudspeaker.say(utterance)

    # ----- the loudspeaker

    @Slot(bool)
    def _use_device(self, there: bool) -> None:
        self._heard = there
        self._settle()
        self.go_on()

    @Slot()
    def _begun(self) -> None:
        self.heard.emit(True)
        if self._saying is None:  # an echo of another display's sentence
            return
        if self._saying.call is not None:
            self.account.spoken(self._saying.call, self._clock(), steady_ms())
        self._view.use_speaking(self._saying.call)

    @Slot(object)
    def _ended(self, played: Played) -> None:
        self.heard.emit(False)
        said, self._saying, self._say_at = self._saying, None, None
        if said is not None and played is not Played.HEARD:
            _voice_log.warning("call %s was not heard: %s", said.call, played.value)
        self._view.use_speaking(None)
        if self._stage is not None:
            self._stage.follow(None, self._monotonic())
        self.go_on()
        self._view.refresh()

    # ----- the others

    def _led(self) -> frozenset[str]:
        return self._election.led(steady_ms() / 1000)

    def _settle(self) -> None:
        """Whether this display can speak, and what follows from it."""
        stage = self._stage
        if stage is not None:
            self._election.able = stage.voice and self._heard
            stage.speaks = self._led()

    @Slot()
    def _go_round(self) -> None:
        """Write the report when it is due, read those of the others; the last round may not be back yet."""
        if self._asked or self._stage is None:
            return
        self._asked = True
        now = self._monotonic()
        write = now - self._told >= REPORT_SECONDS * 0.9 or self._say_at is not None
        self._told = now if write else self._told
        self._worker.do(self._operation(write=write), lambda found: self._came(found, wrote=write), self._not_now)

    @Slot()
    def _keep(self) -> None:
        """The hall's file gets what became of the calls since the last time: one write for many of them."""
        batch = self.account.batch()
        reports = [CallReport(one.call, one.shown_at, one.spoken_at, one.shown_ms, one.spoken_ms) for one in batch]
        if reports:
            self._worker.do(
                lambda file: keep_call_reports(file, self._device, reports), lambda _: self.account.kept(batch)
            )

    def _operation(self, *, write: bool) -> Callable[[Engine], Mapping[str, HealthReport] | None]:
        """A round, to be made on the store's thread; None when the share does not answer."""
        self._beat += write
        report = self._report()
        wanted = (*self._election.mates, self._device)

        def go_round(file: Engine) -> Mapping[str, HealthReport] | None:
            try:
                before = file.reports((self._device,)).get(self._device)
                if write:
                    file.report(report)
                found = dict(file.reports(wanted))
            except OSError:
                return None
            found.pop(self._device, None)
            if before is not None and before.who != report.who:
                found[self._device] = before
            return found

        return go_round

    def _not_now(self, _error: Exception) -> None:
        self._asked = False

    def _came(self, found: Mapping[str, HealthReport] | None, *, wrote: bool) -> None:
        self._asked = False
        stage = self._stage
        if stage is None or found is None:
            return
        now = steady_ms() / 1000
        others = {code: report for code, report in found.items() if code != self._device}
        self._election.see(others, now, twin=self._is_twin(found.get(self._device)), wrote=wrote)
        self._wrote = self._wrote or wrote
        stage.speaks = self._led()
        self._follow(stage, now)
        self.go_on()

    def _is_twin(self, other: HealthReport | None) -> bool:
        """Whether another running program has this display's name, and began before this one: it wrote after it."""
        if other is None or not self._wrote:
            return False
        return (other.data.get(BEGAN, 0), other.who) < (self._began, (self._device, this_pc(), os.getpid()))

    def _follow(self, stage: Stage, now: float) -> None:
        """Show large what the display says that leads a zone of this one, and say it, too, where all speak together."""
        found = (self._election.leader(zone, now) for zone in self._election.zones)
        leaders = {report.device: report for report in found if report is not None}
        stage.voiced = bool(stage.speaks or leaders)
        if self._saying is not None or not leaders:
            return
        said = next((report.data[SAY] for report in leaders.values() if report.data.get(SAY)), None)
        call = said["call"] if said else None
        for report in leaders.values():
            told_at = self._monotonic() - self._election.age(report, now)
            stage.settle(set(report.data.get(PENDING, ())), report.data.get(SURE, ()), told_at)
        stage.follow(call, self._monotonic())
        self._view.use_speaking(call)
        if said and stage.hall.voice.together and self._election.able:
            self._echo(said)
        self._view.refresh()

    def _echo(self, said: Mapping[str, Any]) -> None:
        """Say the sentence of the display that leads at the moment it named; a moment that is past is left out."""
        key = (said["call"], said["at"])
        wait = int(said["at"]) - self._clock()
        loudspeaker = self._loudspeaker
        if key == self._echoed or loudspeaker is None or not -500 <= wait <= 5_000:
            return
        self._echoed = key
        _voice_log.info("joins in with call %s", said["call"])
        QTimer.singleShot(max(wait, 0), self, lambda: loudspeaker.say(_utterance(said)))

    def _report(self) -> HealthReport:
        stage = self._stage
        claims = self._election.claims(steady_ms() / 1000)
        data: dict[str, Any] = {
            BEGAN: self._began,
            ZONES: list(self._election.zones),
            ABLE: self._election.able,
            LEADS: list(claims),
            SURE: [zone for zone, sure in claims.items() if sure],
            FRAME: self.frame_at,
            DARK: self.dark,
            CURSOR: None if stage is None else stage.cursor,
            SAY: None if self._saying is None else {**dataclasses.asdict(self._saying), "at": self._say_at},
            PENDING: [call.call for call in stage.announcer.waiting] if stage is not None else [],
            CALLS: [[one.call, one.shown_at, one.spoken_at, one.noticed_at] for one in self.account.latest],
        }
        return HealthReport(printable(self._device), KIND, this_pc(), os.getpid(), self._beat, self._clock(), data)


def _utterance(said: Mapping[str, Any]) -> Utterance:
    """The sentence as another display's report tells it."""
    parts, without = (
        tuple((str(lang), tuple(map(str, words))) for lang, words in said[key]) for key in ("parts", "without")
    )
    return Utterance(said["call"], Form(said["form"]), said["chime"], parts, bool(said["repeat"]), without)
