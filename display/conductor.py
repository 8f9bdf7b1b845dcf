"""Brings the store's news to the stage, and the stage to screen and loudspeaker.

Everything here runs on the GUI thread and never waits: questions go to the store's thread, sentences to the
loudspeaker's. When an event is missing between two batches (a feed that began later than the first look, a share
that was gone) the gap is read before anything after it is shown, so that no call is skipped.
"""

import datetime
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from display import hall_reading
from display.board.board_view import BoardView
from display.board.layout_rows import groups
from display.media.copier import Media
from display.media.media_fault import LeftOut, missing_clip
from display.media.programme import programme
from display.media.projector import Projector
from display.media.soundtrack import Soundtrack
from display.memory import Memory
from display.stage import CALLS, Stage
from display.voice.announcer import Fate, Hearing
from display.voice.loudspeaker import Loudspeaker
from display.voice_part import VoicePart
from shared.clock import Clock, steady, steady_ms
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.screens import Layout
from shared.domain.speech import agency_clip
from shared.domain.words import Instant, Text
from shared.faults import Kind
from shared.qt.worker import StoreWorker
from shared.store.acts.interruptions import note
from shared.store.live.share_state import ShareState
from shared.store.record.events import Event
from shared.text.languages import ENGLISH, pick
from shared.voice.clips import Clips

_log = logging.getLogger("antrean.display")
_voice_log = logging.getLogger("antrean.voice")

_CLOCKS = frozenset({Kind.SKEW, Kind.CLOCK})
LOOK_EVERY = 1.5
"""Seconds between two readings of the counts at least: calls come by the feed, counts may be a moment old."""
LOOK_ANYWAY = 60.0
"""Seconds after which they are read even when nothing happened: waits and notices have their hours."""
LATE_SECONDS = 5
"""For this long after the share is back, news may be old."""
FROZEN_SECONDS = 4.0
"""A display that saw no second pass for so long was frozen, or its PC slept: what comes now may be old."""


class Conductor(QObject):
    """What one display does, from the hall's news to the picture and the voice."""

    def __init__(
        self,
        device: str,
        worker: StoreWorker,
        view: BoardView,
        memory: Memory,
        clock: Clock,
        *,
        loudspeaker: Loudspeaker | None,
        is_seen: Callable[[], bool] = lambda: True,
        monotonic: Callable[[], float] = steady,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._device, self._worker, self._view, self._memory = device, worker, view, memory
        self._clock, self._monotonic, self._is_seen = clock, monotonic, is_seen
        self._loudspeaker = loudspeaker
        self._own: Path | None = None  # the hall's own clips, on this PC
        self._stage: Stage | None = None
        self._begun = False
        self._asking = False
        self._hall_id: str | None = None
        self._unpainted: tuple[int, ...] = ()  # calls of the picture that the next frame brings
        self._known = 0  # what this display had shown before it was started again,
        self._unsaid: tuple[int, ...] = ()  # and the calls of those that it had not said yet
        self._waiting: list[Event] = []  # news that came before the picture was whole
        self._ok = True
        self._late = False  # the share was gone: what comes first is old
        self._awake = monotonic()
        self._day: datetime.date | None = None
        self._posters: tuple[Path, ...] = ()
        self._reported: set[LeftOut] = set()
        self._projector = Projector(memory.folder, monotonic, self)
        self._soundtrack = Soundtrack(self)
        self._projector.shown.connect(view.use_medium)
        self._projector.shown.connect(self._soundtrack.use)
        self._projector.left_out.connect(self._report)
        if loudspeaker is not None:
            loudspeaker.missing.connect(self._report_missing)
        view.medium_over.connect(self._projector.over)
        view.medium_failed.connect(self._projector.failed)
        view.medium_alive.connect(self._projector.alive)
        self._last_call = monotonic()
        self._look_due = QTimer(self)
        self._look_due.setSingleShot(True)
        self._look_due.timeout.connect(self._ask_look)
        self._looked = monotonic() - LOOK_EVERY
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        worker.hall.connect(self._hall_came)
        worker.news.connect(self.news_came)
        worker.share.connect(self._share_told)
        view.moved.connect(self._moved)
        self.speaking = VoicePart(device, worker, view, clock, monotonic, loudspeaker, self)
        self.speaking.heard.connect(self._soundtrack.duck)

    @property
    def stage(self) -> Stage | None:
        """What is shown and said; None before the hall is known."""
        return self._stage

    def start(self) -> None:
        """Begin to keep time."""
        self._second.start()

    def close(self) -> None:
        """The program ends."""
        self._second.stop()
        self._look_due.stop()
        self._soundtrack.close()
        self._projector.close()
        self.remember()
        self.speaking.close()

    @Slot(object)
    def use_media(self, media: Media) -> None:
        """The hall's clips and posters were copied."""
        self._posters = media.posters
        for one in media.left_out:
            self._report(one)
        if self._loudspeaker is not None and (media.changed or media.voice != self._own):
            self._loudspeaker.use_own(media.voice)
        self._own = media.voice

    # ----- the store

    def _hall_came(self, hall: Hall) -> None:
        display = hall.display.get(self._device)
        if display is None and self._stage is None:
            return  # the program ends
        if self._stage is None:
            assert display is not None
            self._stage = Stage(hall, display.zones, self._fate, self._has_clip)
            self._from_memory()
        else:
            self._stage.use(hall, display.zones if display else self._stage.zones)
            self._view.use_stage(self._stage)
            self._ask_look()
        if display is not None:
            self._view.use_display(display)
        self.speaking.use(self._stage, display)

    def _from_memory(self) -> None:
        hall_id, cursor, self._unsaid = self._memory.read()
        self._known = cursor or 0
        self._catch_up(min([cursor, *(one - 1 for one in self._unsaid)]) if cursor is not None else None, hall_id)

    def _catch_up(self, cursor: int | None, hall_id: str | None) -> None:
        """Read what is missing between ``cursor`` and now; ``hall_id``: of the hall that the cursor is of."""
        stage = self._stage
        if stage is None or self._asking:
            return
        self._asking = True
        hall, zones, now = stage.hall, stage.zones, self._clock()
        self._worker.do(
            lambda file: hall_reading.catch_up(file, hall, zones, now, cursor, hall_id), self._caught_up, self._not_now
        )

    def _not_now(self, error: Exception) -> None:
        """The share was gone again: the next news, or the share's return, asks once more."""
        self._asking = False
        _log.debug("the hall could not be read: %s", error)
        QTimer.singleShot(1000, self, self._ask_again)

    def _ask_again(self) -> None:
        if not self._begun:
            self._from_memory()
        elif self._waiting and self._stage is not None:
            self._catch_up(self._stage.cursor, self._hall_id)

    def _caught_up(self, found: hall_reading.CatchUp) -> None:
        stage = self._stage
        self._asking = False
        if stage is None:
            return
        now, at = self._monotonic(), self._clock()
        self._hall_id = found.hall_id
        if not self._begun:
            self._begun = True
            stage.begin(hall_reading.standing(found.board, stage.hall, at), found.board.sequence, now)
        known, unsaid = self._known, self._unsaid
        new = (e for e in found.missed if e.sequence > known or e.sequence in unsaid or e.what not in CALLS)
        stage.missed(new := tuple(new), at, now)
        self._notice(new, at)
        self._known, self._unsaid = 0, ()
        stage.caught_up(found.board.sequence)
        self._looked = now
        self._view.use_stage(stage)
        self._view.use_board(found.board)
        held, self._waiting = self._waiting, []
        self._take(tuple(event for event in held if event.sequence > found.board.sequence))
        self.speaking.go_on()

    def news_came(self, events: tuple[Event, ...]) -> None:
        """Events of the hall, from the store's thread."""
        stage = self._stage
        if stage is None or not self._begun or self._asking:
            self._waiting += events
        elif events[0].sequence > stage.cursor + 1:
            self._waiting += events
            self._catch_up(stage.cursor, self._hall_id)
        else:
            self._take(events)

    def _take(self, events: tuple[Event, ...]) -> None:
        stage = self._stage
        if stage is None or not events:
            return
        now, at = self._monotonic(), self._clock()
        before = stage.panel.turns
        self._view.use_news(events)
        if self._late or self._stood_still() > FROZEN_SECONDS:
            stage.missed(events, self._clock(), now)
        else:
            stage.news(events, now)
        self._notice(events, at)
        if stage.panel.turns != before:
            self._last_call = now
            self._show_media()
        self._view.refresh()
        self.speaking.go_on()
        if not self._look_due.isActive():
            self._look_due.start(max(round((self._looked + LOOK_EVERY - now) * 1000), 60))

    def _notice(self, events: tuple[Event, ...], at: Instant) -> None:
        """From now on these calls have to be painted soon."""
        due = {call.call for call in self._view.due if not call.quiet}
        for event in events:
            if event.what in CALLS and event.call is not None:
                self.speaking.account.called(event.call, self._worker.absent_at(event.sequence))
            if event.what in CALLS and event.call in due:
                self.speaking.account.noticed(event.call, at)
        self.speaking.account.only(due)

    def _ask_look(self) -> None:
        stage = self._stage
        if stage is None or not self._begun:
            return
        self._looked = self._monotonic()
        hall, zones, now = stage.hall, stage.zones, self._clock()
        self._worker.do(lambda file: hall_reading.read_board(file, hall, zones, now), self._view.use_board)
        display = hall.display.get(self._device)
        if display is not None and display.layout is Layout.TICKETS:
            lines, most = groups(hall, zones, display), display.upcoming
            self._worker.do(
                lambda file: hall_reading.read_upcoming(file, hall, lines, now, most), self._view.use_upcoming
            )

    def _share_told(self, state: ShareState) -> None:
        self._late = self._late or (not state.ok and self._begun)
        self._ok = state.ok
        self._view.use_share(state.ok, state.since, state.sentence if state.kind is Kind.HELD else None)
        self._view.use_clock(state.sentence if state.ok and state.kind in _CLOCKS else None)
        if state.ok:
            self._ask_look()
            QTimer.singleShot(LATE_SECONDS * 1000, self, self._in_time)

    def _stood_still(self) -> float:
        """Seconds since the last tick, which comes every second unless the PC sleeps."""
        return self._monotonic() - self._awake

    def _woke(self, slept: float) -> None:
        """The PC slept, or this program was stopped: what comes first is old, and so is what was being said."""
        self._late = True
        QTimer.singleShot(LATE_SECONDS * 1000, self, self._in_time)
        stage = self._stage
        if stage is not None and slept > stage.hall.voice.stale_seconds:
            self.speaking.hush()
        self._view.refresh()

    def _in_time(self) -> None:
        """What the share kept from us has come by now: what comes next is fresh."""
        self._late = self._late and not self._ok

    @Slot()
    def painted(self) -> None:
        """A frame stands on the screen, and with it every call that the picture holds."""
        now = self._clock()
        self.speaking.frame_at = now
        for call in self._unpainted:
            self.speaking.account.shown(call, now, steady_ms())
        self._unpainted = ()

    @Slot()
    def _moved(self) -> None:
        self._unpainted = tuple(self._view.painted)

    # ----- the voice

    def _has_clip(self, agency: str) -> bool:
        return self._own is not None and Clips(self._own).has("id", agency_clip(agency))

    @staticmethod
    def _fate(call: Hearing, fate: Fate) -> None:
        _voice_log.info("call %d (%s, counter %s): %s", call.call, call.spoken.label, call.spoken.counter, fate)

    # ----- every second

    def tick(self) -> None:
        """What a second brings."""
        if (slept := self._stood_still()) > FROZEN_SECONDS:
            self._woke(slept)
        self._awake = self._monotonic()
        self.speaking.dark = not self._is_seen()
        self._view.tick()
        self.remember()
        self._show_media()
        stage = self._stage
        if stage is None:
            return
        day = business_day(stage.hall, self._clock())
        if day != self._day:
            if self._day is not None:
                stage.clear()
                self._view.refresh()
            self._day = day
            self._ask_look()
        elif self._monotonic() - self._looked > LOOK_ANYWAY and self._ok:
            self._ask_look()

    def remember(self) -> None:
        """Keep on this PC how far the display has come."""
        if self._begun and self._stage is not None and self._hall_id is not None:
            self._memory.write(self._hall_id, self._stage.cursor, self._stage.unsaid)

    def _show_media(self) -> None:
        """Posters and videos: always in their layout, on a board when nobody was called for a while."""
        stage = self._stage
        if stage is None:
            return
        now, view = self._monotonic(), self._view
        self._projector.use(programme(stage.hall, self._device, self._posters, self._clock()))
        after = stage.hall.board.poster_after_seconds
        quiet = view.layout == Layout.BOARD and bool(after) and now - self._last_call >= after
        wanted = (quiet or view.layout == Layout.MEDIA) and not view.standstill
        self._projector.tick(wanted=wanted)

    def _report(self, one: LeftOut) -> None:
        """The supervisor is told of a file that is left out: once, whichever displays find it."""
        if one in self._reported:
            return
        self._reported.add(one)
        self._note(f"media:{self._device}:{one.name}:{one.version}:{one.why.name}", one.told(self._device))

    @Slot(str, str, bool)
    def _report_missing(self, lang: str, clip: str, synthesised: bool) -> None:
        """The supervisor is told of words that no clip says."""
        told = missing_clip(self._device, f"{lang}/{clip}", synthesised=synthesised)
        self._note(f"clip:{self._device}:{lang}:{clip}:{self._day}", told)

    def _note(self, request: str, told: Text) -> None:
        self._worker.do(
            lambda file: note(file, request, pick(told, ENGLISH), data={"sentence": dict(told)}),
            lambda _: None,
            lambda error: _log.debug("the supervisor could not be told of a file: %s", error),
        )
