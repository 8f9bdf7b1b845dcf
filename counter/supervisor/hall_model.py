"""The view model of the supervisor's window: the whole hall, read again when something happened, at most once a second.

It changes nothing but that a call for help is accepted.
What it shows is text in tables: queues, counters, zones, officers, printers, displays, messages, health.
"""

import logging
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from counter import screen_text
from counter.bar.visitor_card import STATES
from counter.lists.table_model import CellsModel
from counter.localise import Localiser
from counter.style.style import colours
from counter.supervisor import health_rows, health_words, now_rows
from counter.supervisor.alarms import Alarms, with_names
from counter.supervisor.staff_messages import Messages, is_fresh, place_of, told
from printers.dialogue import printer_status
from printers.dialogue.condition import Trouble
from shared.clock import Clock
from shared.domain.answers import Answer, Refused
from shared.domain.calendar import is_within_hours
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus
from shared.faults import EnvironmentFault
from shared.qt.worker import StoreWorker
from shared.store import acts
from shared.store.engine import Engine
from shared.store.live.thread import ShareState
from shared.store.questions.display_health import DisplayWatch
from shared.store.questions.hall_health import HallHealth, hall_health
from shared.store.questions.overview import Overview, overview
from shared.store.questions.state import CounterState, ServiceState
from shared.store.record.events import Event, for_staff
from shared.store.record.job_rows import PrinterRecord
from shared.text.printer_words import staff_words

_log = logging.getLogger("antrean.counter")

COUNTERS = (
    screen_text.COLUMN_COUNTER,
    screen_text.COLUMN_AGENCY,
    screen_text.COLUMN_STATUS,
    screen_text.COLUMN_OFFICER,
    screen_text.COLUMN_LABEL,
    screen_text.COLUMN_STATE,
    screen_text.COLUMN_SERVICE,
)
PRINTERS = (
    screen_text.COLUMN_PRINTER,
    screen_text.COLUMN_KIOSKS,
    screen_text.COLUMN_TICKETS,
    screen_text.COLUMN_PAPER,
    health_words.COLUMN_LEFT,
    screen_text.COLUMN_HEALTH,
)
MESSAGES = (screen_text.COLUMN_AT, screen_text.COLUMN_FROM, screen_text.COLUMN_LABEL, screen_text.COLUMN_MESSAGE)
DISPLAYS = (
    screen_text.COLUMN_DISPLAY,
    screen_text.COLUMN_ZONES,
    screen_text.COLUMN_LABEL,
    screen_text.COLUMN_COUNTER,
    screen_text.COLUMN_AT,
)

_AGAIN_MS = 15_000  # a program that ends writes nothing: the hall is read again without news, too


def look(hall_file: Engine, watch: DisplayWatch) -> tuple[Overview, HallHealth]:
    """The whole hall in one read transaction, and how its programs are: an operation for the store's thread."""
    now = hall_file.clock()
    with hall_file.reading() as db:
        seen = overview(db, hall_file.hall(db), now)
    return seen, hall_health(hall_file, watch)


def old_messages(hall_file: Engine) -> tuple[Event, ...]:
    """The messages to the staff from before this window looked: an operation for the store's thread."""
    with hall_file.reading() as db:
        return for_staff(db)


class HallModel(QObject):
    """The hall as a supervisor sees it.

    Signals:
        changed: draw the totals again; the tables have told their own changes.
        localiser_changed: another language.
        refused: the hall said no (``Refused``) to what was done here.
    """

    refused = Signal(object)
    changed = Signal()
    localiser_changed = Signal()

    def __init__(self, worker: StoreWorker, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.localiser = Localiser()
        self.hall: Hall | None = None
        self.seen: Overview | None = None
        self.share: ShareState | None = None
        self.services = CellsModel(now_rows.SERVICES, now_rows.SERVICE_NUMBERS, self)
        self.zones = CellsModel(now_rows.ZONES, now_rows.ZONE_NUMBERS, self)
        self.officers = CellsModel(now_rows.OFFICERS, frozenset(), self)
        self.counters = CellsModel(COUNTERS, frozenset(), self)
        self.printers = CellsModel(PRINTERS, frozenset({2, 3, 4}), self)
        self.displays = CellsModel(DISPLAYS, frozenset(), self)
        self.messages = CellsModel(MESSAGES, frozenset(), self)
        self.health = CellsModel(health_rows.COLUMNS, frozenset(), self)
        self.unwell = 0
        self.alarms = Alarms()
        self.officer: Callable[[], str] = lambda: ""
        self._told = Messages()
        self._worker = worker
        self._reading = False
        self._again = False
        self._health: HallHealth | None = None
        self._watch = DisplayWatch()
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._refresh)
        self._timer.start()
        worker.hall.connect(self._hall_came)
        worker.share.connect(self._share_told)
        worker.news.connect(self._news_came)

    @property
    def models(self) -> tuple[CellsModel, ...]:
        """The tables, in the order of the window."""
        return (
            self.services, self.counters, self.zones, self.officers,
            self.printers, self.displays, self.messages, self.health,
        )  # fmt: skip

    @property
    def alarm(self) -> str:
        """The newest message, while it is fresh; a call for help stands above already."""
        above = {event.sequence for event in self.help_wanted}
        newest = next((event for event in self._told.newest_first if event.sequence not in above), None)
        if self.hall is None or newest is None or not is_fresh(newest, self.clock()):
            return ""
        return f"{self.localiser.time(newest.at)}  {told(newest, self.hall, self.localiser)}"

    @property
    def help_wanted(self) -> tuple[Event, ...]:
        """The calls for help that nobody accepted yet, the oldest first."""
        return self._told.help_wanted(self.seen.state.day) if self.seen else ()

    def help_words(self, event: Event) -> str:
        """A call for help in words, with its time and, for a kiosk, its zone."""
        if self.hall is None:
            return ""
        kiosk = self.hall.kiosk.get(place_of(event))
        zone = self.hall.zone.get(kiosk.zone) if kiosk else None
        where = f" ({self.localiser.text(zone.name)})" if zone else ""
        return f"{self.localiser.time(event.at)}  {told(event, self.hall, self.localiser)}{where}"

    def accept_help(self, place: str) -> None:
        """Somebody goes to the kiosk or counter that called."""
        request = acts.new_request()
        officer = self.officer()
        self._worker.do(
            lambda hall_file: acts.accept_help(hall_file, request, place, officer=officer),
            self._help_answered,
            self._not_read,
        )

    def _help_answered(self, answer: Answer | Refused) -> None:
        if isinstance(answer, Refused):
            self.refused.emit(answer)

    def retranslate(self, lang: str) -> None:
        """Another language."""
        self.localiser = Localiser(lang, self.hall.hall.time_zone if self.hall else self.localiser.zone)
        for model in self.models:
            model.retranslate(self.localiser)
        self._lay()
        self.localiser_changed.emit()

    def total(self, count: Callable[[ServiceState], int]) -> int:
        """The sum of a count over all services."""
        return sum(map(count, self.seen.state.services)) if self.seen else 0

    def standing(self, status: CounterStatus) -> int:
        """How many counters are open, closed or on a break."""
        return sum(counter.status is status for counter in self.seen.state.counters) if self.seen else 0

    # ----- news

    def _hall_came(self, hall: Hall) -> None:
        self.hall = hall
        self.retranslate(self.localiser.lang)
        self._worker.do(old_messages, self._old_messages, self._not_read)
        self._refresh()

    def _share_told(self, share: ShareState) -> None:
        self.share = share
        if share.ok:
            self._refresh()
        self.changed.emit()

    def _news_came(self, events: Iterable[Event]) -> None:
        self._told.add(events)
        self._refresh()

    def _old_messages(self, events: Iterable[Event]) -> None:
        self._told.add(events)
        self._lay()
        self.changed.emit()

    def _refresh(self) -> None:
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._worker.do(lambda file: look(file, self._watch), self._was_read, self._not_read)

    def _was_read(self, read: tuple[Overview, HallHealth]) -> None:
        self._reading = False
        self.seen, self._health = read
        self._lay()
        self.changed.emit()
        if self._again:
            self._refresh()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, EnvironmentFault):
            _log.error("the hall could not be read", exc_info=error)

    # ----- words

    def _lay(self) -> None:
        hall, seen = self.hall, self.seen
        if hall is None or seen is None:
            return
        counters = [c for c in seen.state.counters if c.code in hall.counter]
        _show(self.services, now_rows.service_rows(hall, seen.state, seen.now, self.localiser))
        _show(self.zones, now_rows.zone_rows(hall, seen.now, self.localiser))
        _show(self.officers, now_rows.officer_rows(hall, seen.state, self.localiser))
        late = [self._late(c) for c in counters]
        inks = [colours().warn if is_late else "" for is_late in late]
        self.counters.set_rows([c.code for c in counters], [self._counter(hall, c) for c in counters], inks)
        words = [self._printer_word(hall, p) for p in seen.printers]
        troubled = [colours().danger if isinstance(word, Trouble) else "" for word in words]
        cells = [self._printer(hall, p, word) for p, word in zip(seen.printers, words, strict=True)]
        self.printers.set_rows([p.code for p in seen.printers], cells, troubled)
        self.displays.set_rows(list(hall.display), [self._display(hall, seen, code) for code in hall.display])
        self._lay_health(hall, seen, list(zip(seen.printers, words, strict=True)))
        today = self._told.of_day(seen.state.day)
        wanted = [colours().warn if is_fresh(message, self.clock()) else "" for message in today]
        self.messages.set_rows([m.sequence for m in today], [self._message(hall, m) for m in today], wanted)

    def _lay_health(
        self, hall: Hall, seen: Overview, printers: list[tuple[PrinterRecord, printer_status.Word]]
    ) -> None:
        """What is wrong, who sees to it, and what nobody has seen to yet."""
        if self._health is None:
            return
        today = self._told.of_day(seen.state.day)
        rows = health_rows.health_rows(hall, self._health, seen.state.counters, self.localiser, printers)
        open_now = not seen.day_closed and is_within_hours(hall, seen.at)
        self.alarms.look(rows, today, seen.state.sequence, seen.at, open_now=open_now)
        rows = with_names(rows, self.alarms.seen_to(today), self.localiser)
        self.unwell = sum(bool(row.remedy) for row in rows)
        inks = [colours().danger if row.remedy and not row.seen_by else "" for row in rows]
        self.health.set_rows([row.key for row in rows], [row.cells for row in rows], inks)

    def _counter(self, hall: Hall, c: CounterState) -> tuple[str, ...]:
        t, agency = self.localiser, hall.agency[hall.counter[c.code].agency]
        status = now_rows.status_words(t, c)
        here = ("", "", "")
        if c.current is not None:
            service = hall.service.get(c.current.service)
            name = t.text(service.name) if service else c.current.service
            here = (c.current.label, t.translate(STATES[c.current.state]), name)
        return (c.code, t.text(agency.short or agency.name), status, c.officer or "", *here)

    def _late(self, c: CounterState) -> bool:
        """A break that should be over."""
        return c.back_at is not None and self.clock() > c.back_at

    def _printer(self, hall: Hall, p: PrinterRecord, word: printer_status.Word) -> tuple[str, ...]:
        kiosks, health = ", ".join(_kiosks_of(hall, p.code)), self.localiser.text(staff_words(word))
        left = f"± {health_rows.tickets_left(hall, p)}"
        return (p.code, kiosks, str(p.tickets), f"{p.used_mm / 1000:.1f} m", left, health)

    def _printer_word(self, hall: Hall, p: PrinterRecord) -> printer_status.Word:
        kiosks = _kiosks_of(hall, p.code)
        programs = self._health.programs if self._health is not None else None
        watched = programs is None or bool(programs.keys() & set(kiosks))
        return printer_status.of_record(p, hall.printer[p.code].link, watched=watched, shared=len(kiosks) > 1)

    def _message(self, hall: Hall, event: Event) -> tuple[str, ...]:
        return (self.localiser.time(event.at), event.device, event.label or "", told(event, hall, self.localiser))

    def _display(self, hall: Hall, seen: Overview, code: str) -> tuple[str, ...]:
        zones = hall.display[code].zones or tuple(hall.zone)
        names = ", ".join(self.localiser.text(hall.zone[zone].name) for zone in zones if zone in hall.zone)
        calls = [seen.last_calls[zone] for zone in zones if zone in seen.last_calls]
        if not calls:
            return (code, names, "", "", "")
        newest = max(calls, key=lambda call: call.call)
        return (code, names, newest.label, newest.counter, self.localiser.time(newest.at))


def _show(table: CellsModel, rows: Sequence[now_rows.Shown]) -> None:
    table.set_rows([row.key for row in rows], [row.cells for row in rows], [row.ink for row in rows])


def _kiosks_of(hall: Hall, printer: str) -> tuple[str, ...]:
    return tuple(code for code, kiosk in hall.kiosk.items() if printer in kiosk.printers)
