"""The hall's data: what a hall file may say, with a type, a default and a sentence for each key.

The hall file (TOML) mirrors these records one to one; ``shared.hall_file`` reads and writes it by their
annotations, so a key that is added here is known there at once. Codes: a booth's code is its ticket prefix
(``AB``), its services are ``AB.1``, ``AB.2`` ..., counters ``1``, ``2`` ..., kiosks ``K1``, displays ``D1``,
printers ``P1``, zones one letter or word.
"""

# ruff: noqa: RUF009  # must(), may() and many() are dataclasses.field() with a sentence

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.hall_data.fields import Span, Weekday, many, may, must
from shared.domain.hall_data.key_names import HotkeyAct, KeyAct
from shared.domain.hall_data.needs import Need, Search, Welcome
from shared.domain.hall_data.outcomes import Outcome
from shared.domain.hall_data.screens import Display, Medium
from shared.domain.hall_data.spoken_rules import Voice
from shared.domain.hall_data.staff import Officer, StaffRule
from shared.domain.hall_data.survey_data import Survey, SurveyPeriod
from shared.domain.words import Text, TimeOfDay


@dataclass(frozen=True, slots=True)
class DayHours:
    """One weekday's hours."""

    open: TimeOfDay = must("when counters begin to call, as 08.00")
    close: TimeOfDay = must("when the hall closes; 25.00 is one hour past midnight")
    take_from: TimeOfDay | None = may("when kiosks begin to give numbers; the opening hour if missing", None)
    take_until: TimeOfDay | None = may(
        "when kiosks stop giving numbers; `cut_off_minutes` before closing if missing", None
    )
    breaks: tuple[Span, ...] = may("breaks of the whole hall, as 12.00-13.00", ())


@dataclass(frozen=True, slots=True)
class Season:
    """Hours that replace the ordinary week between two dates (Ramadan)."""

    name: Text = must("what the season is called")
    first: datetime.date = must("its first day")
    last: datetime.date = must("its last day")
    week: Mapping[Weekday, DayHours] = many("hours by weekday; a weekday that is missing is closed")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the hall, or some agencies, do not serve."""

    name: Text = must("what is shown: the holiday's name")
    agencies: tuple[str, ...] = may("only these agencies are closed; the whole hall if empty", ())
    hours: DayHours | None = may("shorter or other hours of that day in place of closing", None)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the hall with its own displays and loudspeaker."""

    name: Text = must("the zone's name")
    way: Text | None = may("how to find it, for the ticket", None)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency at its booth. The code is the ticket prefix: 1 to 3 of A-Z and 0-9."""

    name: Text = must("the whole name")
    zone: str = must("the zone of its booth")
    short: Text | None = may("a short name for tiles and voice; the name if missing", None)
    kind: str = may("owner type (OPD, vertikal, BUMN ...)", "")
    private: bool = may("the number is shown without the service's name", False)
    complaints: Text | None = may("where to complain or suggest; the hall's if missing", None)
    share: float = may("share of the hall's visits in percent, for simulation", 1.0)
    week: Mapping[Weekday, DayHours] = many("own hours by weekday where they differ; see closed_days")
    closed_days: tuple[Weekday, ...] = may("weekdays on which this agency never serves", ())
    hours_on: Mapping[datetime.date, DayHours] = many("its hours on single days, by date, whatever else holds then")


@dataclass(frozen=True, slots=True)
class Service:
    """One service of an agency, coded AGENCY.NUMBER."""

    name: Text = must("what the visitor comes for")
    minutes: float = must("mean minutes at the counter")
    quota: int | None = may("numbers a day; no limit if missing", None)
    quota_priority: int | None = may("of these, numbers kept for the priority lane", None)
    quota_on: Mapping[datetime.date, int] = many("another quota on single days, by date")
    days: tuple[Weekday, ...] = may("weekdays on which it is served; all open days if empty", ())
    hours: tuple[Span, ...] = may("hours in which it is served, if fewer than the agency's", ())
    everyday: Text | None = may("the name that people know it by, shown beside the official one", None)
    needs: Text | None = may("what to bring", None)
    procedure: Text | None = may("how it goes, step by step", None)
    completion: Text | None = may("when the matter is done", None)
    fee: Text | None = may("what it costs", None)
    product: Text | None = may("what one gets", None)
    complaints: Text | None = may("where to complain or suggest; the agency's if missing", None)
    after: tuple[str, ...] = may("services that must come before it in the same visit (pay first, then collect)", ())
    pickup: bool = may("a short collection line of its own", False)
    keywords: tuple[str, ...] = may("words by which people search for it", ())
    closed: bool = may("not offered for now", False)
    share: float = may("share of its agency's visits, relative to the others, for simulation", 1.0)


@dataclass(frozen=True, slots=True)
class Counter:
    """A numbered window."""

    agency: str = must("the agency whose booth it is in")
    services: tuple[str, ...] = may("services it serves; all of its agency if empty", ())
    zone: str | None = may("its zone; the agency's if missing", None)
    weights: Mapping[str, int] = many("preference by service: 3 is called three times as often as 1 when both wait")


@dataclass(frozen=True, slots=True)
class Printer:
    """A ticket printer."""

    link: str = must(
        "tcp:HOST:PORT, serial:PATH?baud=9600&flow=rtscts, rfcomm:ADDRESS, usb:PATH, usb:VID:PID, cups:NAME "
        "or windows:NAME"
    )
    model: str = may("capability record in printers/models", "generic-80")
    roll_mm: int = may("length of a full roll", 50_000)
    width_mm: int | None = may("58 or 80; the model's if missing", None)
    render: str = may("auto, native or raster", "auto")
    qr: bool | None = may("whether it draws QR codes itself; the model's record if missing, as in the keys below", None)
    cut: str | None = may("partial, full, esc-i, esc-m or none", None)
    pages: Mapping[int, str] = many('its code pages by slot, as pages = { 0 = "cp437", 16 = "cp1252" }')
    fence: str | None = may("how it confirms a ticket: marker, gsr or none", None)
    speed: float | None = may("millimetres that it prints in a second", None)
    feed: float | None = may("millimetres from the print head to the knife or the tear bar", None)
    presenter: bool | None = may("whether it holds a cut ticket in its outlet until the visitor takes it", None)
    retract_seconds: int | None = may(
        "seconds after which a presenter draws back a ticket that nobody took; it is pushed out if missing", None
    )


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A touch screen with its printers, best first."""

    zone: str = must("where it stands")
    printers: tuple[str, ...] = may("its printers in order of preference", ())
    agencies: tuple[str, ...] = may("agencies it offers; all if empty", ())
    inches: float = may("diagonal of its screen in inches: nothing to touch is smaller than 20 mm", 21.5)
    edge_mm: int | None = may(
        'millimetres from the floor to the lower edge of its screen: "lower keys" brings everything to touch below '
        "1,100 mm; if missing, the middle of the screen is taken to be at 1,000 mm",
        None,
    )
    keys: Mapping[str, KeyAct] = many(
        "what the keys of an assistive keypad do, by Qt's name of the key: up, down, left, right, select, back, home, "
        'repeat, help, aloud, louder or softer, as keys = { "F13" = "aloud" }'
    )
    scan_prefix: str = may(
        "the key that its scanner sends before a code (F12); without one it is known by its speed", ""
    )
    scan_suffix: str = may("the key that its scanner sends after a code, by Qt's name of it", "Return")
    headphones: str = may(
        "how it knows that headphones are plugged in, which begins to read aloud: auto, jack, daemon or none", "auto"
    )


class CsvStyle(StrEnum):
    """How a table is written for a spreadsheet, which reads it by the language that its PC is set to."""

    EXCEL_ID = "excel_id"
    EXCEL_EN = "excel_en"
    PLAIN = "plain"


class Leftovers(StrEnum):
    """What happens to steps that were not reached when the day is closed."""

    LIST = "list"
    EXPIRE = "expire"
    FIRST_SLOT = "first_slot"


class BeyondClosing(StrEnum):
    """What a kiosk does when the predicted wait passes closing."""

    IGNORE = "ignore"
    WARN = "warn"
    REFUSE = "refuse"


class Rejoin(StrEnum):
    """Where a transferred, returned or late step joins the line."""

    FRONT = "front"
    AFTER = "after"
    ARRIVAL = "arrival"
    END = "end"


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """The priority lane: UU 25/2009 Pasal 29, bounded so that others do not wait for ever."""

    ordinary: int = may("m of the ratio m ordinary : n priority", 2)
    priority: int = may("n of the ratio m ordinary : n priority", 1)
    cap: int = may("priority calls in a row at most, while ordinary visitors wait", 2)
    ageing_minutes: int = may("an ordinary visitor who waited this long is called before any priority", 120)
    bound_minutes: int = may("minutes an ordinary visitor may lose to priority at most", 30)
    reserve: float = may("for the bound, a priority visit counts with this many times its mean", 2.5)


@dataclass(frozen=True, slots=True)
class CallRule:
    """How calls follow one another."""

    recall_limit: int = may("calls of one number at most, the first included; 0 is no limit", 0)
    recall_gap_seconds: int = may("seconds between two calls of one number", 0)
    calls_before_no_show: int = may("calls of a number before it may be marked a no-show", 1)
    no_show_after_seconds: int = may("seconds after the last call before a no-show", 0)
    soonest_finish_seconds: int = may(
        "so soon after a call nobody who was only called is finished unasked (served, or absent?); 0 never asks",
        15,
    )
    undo_seconds: int = may("an act at a counter can be undone for this many seconds", 10)
    mercy_seconds: int = may("a ticket this fresh is passed over while others wait", 0)
    grace_minutes: int = may("a no-show may come back within these minutes", 60)
    grace_calls: int = may("... or within this many calls of its service; 0 is no such limit", 0)
    late_rejoin: Rejoin = may("where a late visitor joins the line", Rejoin.AFTER)
    late_after: int = may("k others first, where late_rejoin is after", 3)
    transfer_rejoin: Rejoin = may("where a transferred step joins", Rejoin.FRONT)
    transfer_after: int = may("k others first, where transfer_rejoin is after", 2)
    return_rejoin: Rejoin = may("where a returned step joins", Rejoin.ARRIVAL)
    return_after: int = may("k others first, where return_rejoin is after", 2)
    loop_rejoin: Rejoin = may("where a step waits whose visitor comes back from the cashier", Rejoin.FRONT)
    loop_after: int = may("k others first, where loop_rejoin is after", 1)
    booking_early_minutes: int = may("a booking is due this long before its time", 5)
    booking_late_minutes: int = may("a booking later than this joins the ordinary line", 15)
    pickup_every: int = may(
        "a pick-up line gets one of this many calls of its counters while it waits; 0 is no separate line", 4
    )
    outcome_needed: bool = may("a step whose service has outcomes ends only with one of them", False)
    reason_for_named: bool = may("a call out of turn needs the officer's reason", True)


@dataclass(frozen=True, slots=True)
class TakingRule:
    """When numbers may be taken."""

    cut_off_minutes: int = may("number-taking ends this long before closing", 30)
    beyond_closing: BeyondClosing = may("when the predicted wait passes closing", BeyondClosing.WARN)
    in_breaks: bool = may("kiosks give numbers during breaks too", False)
    need_open_counter: bool = may("refuse once the hall is open and no counter of the service is", False)
    leftovers: Leftovers = may("unserved steps at closing", Leftovers.EXPIRE)


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How long data is kept, how many numbers kiosks reserve, and the target of reports.

    No law sets a maximum wait: the target is the hall's own.
    """

    wait_target_minutes: int = may("reports count how many were called within this many minutes", 30)
    keep_days: int = may("days that stay in hall.db before they move to the yearly archive", 62)
    csv: CsvStyle = may(
        "how `report --csv` writes: excel_id for Excel set to Indonesian (semicolons, decimal commas, a UTF-8 mark), "
        "excel_en for Excel set to English (commas, decimal points, the mark), plain for programs (no mark)",
        CsvStyle.EXCEL_ID,
    )
    outage_minutes: int = may("minutes of an outage for which each kiosk's own numbers last, at its busiest", 60)
    checkpoint_printer: str = may("the printer that prints the audit's checkpoint when the day is closed", "")


@dataclass(frozen=True, slots=True)
class Rules:
    """The hall's rules; changeable while the hall runs."""

    priority: PriorityRule = may("the priority lane", PriorityRule())
    calls: CallRule = may("calls, recalls, no-shows, returns", CallRule())
    taking: TakingRule = may("taking a number", TakingRule())
    records: RecordRule = may("what is kept, and the target of reports", RecordRule())
    staff: StaffRule = may("how officers sign in", StaffRule())


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the hall is."""

    name: Text = must("the hall's name")
    time_zone: str = may("Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)", "Asia/Jakarta")
    languages: tuple[str, ...] = may("languages of screens, tickets and voice; Indonesian first", ("id", "en"))
    address: Text | None = may("the hall's address, for the ticket", None)
    greeting: Text | None = may("the last line of the ticket", None)
    complaints: Text | None = may("where to complain or suggest, for services that say nothing else", None)
    running_text: Text | None = may("the line that runs along the display", None)
    pledge: Text | None = may("the hall's service pledge, for displays outside opening hours", None)
    day_tail_minutes: int = may("a business day that ends near midnight goes on this long after closing", 60)
    practice: bool = may("a hall for training; no other accepts a pretended clock (ANTREAN_CLOCK)", False)


@dataclass(frozen=True, slots=True)
class Board:
    """How long the displays show things."""

    large_seconds: int = may("seconds that each call is shown large at least", 6)
    visual_seconds: int = may("... of a visitor who wishes to be called visibly", 18)
    visual_times: int = may("how often such a call is shown large while nobody comes, the first time included", 3)
    visual_every_seconds: int = may("... and how long after the last time it begins again", 30)
    busy_seconds: int = may("... at least, while other calls wait to be shown large; visible ones twice as long", 3)
    line_seconds: int = may("seconds that each call is shown in the list at least", 25)
    missed_minutes: int = may("a display that was off lists the calls of this many minutes", 10)
    poster_after_seconds: int = may("seconds without a call after which posters are shown; 0 never", 90)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the paper shows."""

    copies: int = may("tickets that a visitor may have reprinted", 1)
    qr: bool = may("print the QR code with the ticket's id", True)
    logo: str = may("picture in the hall's folder, black on white", "")
    words: Mapping[str, Text] = many("own wording, or further languages, of a fixed phrase: by its name")
    show: tuple[str, ...] = may(
        "blocks in order",
        (
            "header",
            "agency",
            "service",
            "number",
            "priority",
            "date",
            "ahead",
            "needs",
            "way",
            "steps",
            "qr",
            "copy",
            "greeting",
        ),
    )


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything a hall file says."""

    hall: Identity = must("who the hall is")
    week: Mapping[Weekday, DayHours] = many("hours by weekday; a weekday that is missing is closed")
    season: Mapping[str, Season] = many("times of the year with other hours")
    holiday: Mapping[datetime.date, Holiday] = many("days without service, by date")
    hours_on: Mapping[datetime.date, DayHours] = many(
        "other hours of the hall on single days, by date; agencies with hours of their own keep to both"
    )
    zone: Mapping[str, Zone] = many("parts of the hall, by code")
    agency: Mapping[str, Agency] = many("agencies, by code = ticket prefix")
    service: Mapping[str, Service] = many("services, by code AGENCY.NUMBER")
    counter: Mapping[str, Counter] = many("windows, by number")
    kiosk: Mapping[str, Kiosk] = many("touch screens, by code")
    printer: Mapping[str, Printer] = many("ticket printers, by code")
    display: Mapping[str, Display] = many("screens, by code")
    media: Mapping[str, Medium] = many("when and where files of posters/ are shown, by file name; without, always")
    officer: Mapping[str, Officer] = many("who may act, by code; everybody may while there is none")
    outcome: Mapping[str, Outcome] = many("what may come of a service, by code: the officer chooses it at the end")
    hotkeys: Mapping[HotkeyAct, str] = many(
        "keys of the officers' PCs that work in every program, by act (next, recall, start, finish, no-show, hold, "
        'return, transfer, cancel, break, undo), as next = "Ctrl+Shift+F1"; "" for none'
    )
    rules: Rules = may("the hall's rules", Rules())
    ticket: Ticket = may("what the paper shows", Ticket())
    voice: Voice = may("how the announcer speaks", Voice())
    board: Board = may("how long the displays show things", Board())
    search: Search = may("how people find a service in everyday words", Search())
    need: Mapping[str, Need] = many("what people come for, by a word of its own: birth, moving house, a vehicle")
    welcome: Welcome = may("how a kiosk greets, and what it shows while nobody uses it", Welcome())
    survey: Survey = may("how the hall asks the satisfaction survey (SKM)", Survey())
    survey_period: Mapping[str, SurveyPeriod] = many(
        "when it is asked, by a code as 2026-S2; always while there is none"
    )
    words: Mapping[str, Text] = many("own words, or further languages, for a refusal: by its code")

    def agency_of(self, service: str) -> str:
        """The agency that a service belongs to: what stands before the dot of its code."""
        return service.partition(".")[0]

    def services_of(self, counter: str) -> tuple[str, ...]:
        """The services that a counter serves."""
        window = self.counter[counter]
        return window.services or tuple(s for s in self.service if self.agency_of(s) == window.agency)

    def outcomes_of(self, service: str) -> tuple[str, ...]:
        """The codes of what may come of a service, in the order of the hall file."""
        mine = (service, self.agency_of(service))
        return tuple(code for code, one in self.outcome.items() if not one.services or set(mine) & set(one.services))

    def zone_of(self, counter: str) -> str:
        """The zone that a counter's calls are shown and spoken in."""
        window = self.counter[counter]
        return window.zone or self.agency[window.agency].zone
