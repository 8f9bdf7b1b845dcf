"""What is wrong with a hall's data besides its form: each problem with its key, the reason and the remedy."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from shared.domain.hall_data.contradictions import contradictions
from shared.domain.hall_data.hall import DayHours, Hall, Kiosk, Span, Ticket, Weekday
from shared.domain.hall_data.hidden_characters import hidden_characters
from shared.domain.hall_data.needs_check import needs
from shared.domain.hall_data.outcomes_check import hotkeys, outcomes
from shared.domain.hall_data.printers_check import printers
from shared.domain.hall_data.problem import Problem
from shared.domain.hall_data.screens_check import screens
from shared.domain.hall_data.staff_check import staff
from shared.domain.hall_data.survey_check import survey
from shared.domain.ticket import PREFIX_PATTERN
from shared.domain.words import Refusal

_LATEST = 36 * 60


def problems(hall: Hall) -> tuple[Problem, ...]:
    """Everything that is wrong; empty for a hall that can run."""
    checks = (
        _identity,
        _calendar,
        _agencies,
        _services,
        _circles,
        _counters,
        _devices,
        _priority,
        _calls,
        _records,
        _words,
        _paper,
        printers,
        needs,
        screens,
        staff,
        outcomes,
        survey,
        hotkeys,
        hidden_characters,
        contradictions,
    )
    return tuple(itertools.chain.from_iterable(check(hall) for check in checks))


def _unknown(key: str, code: str, known: Iterable[str], kind: str) -> Iterator[Problem]:
    """A code that does not exist."""
    if code not in known:
        yield Problem(key, f"there is no {kind} {code!r}.", f"Use a code of [{kind}] or add that {kind}.")


def _identity(hall: Hall) -> Iterator[Problem]:
    try:
        ZoneInfo(hall.hall.time_zone)
    except (KeyError, ValueError, OSError):
        reason = f"there is no time zone {hall.hall.time_zone!r}."
        yield Problem("hall.time_zone", reason, "Use Asia/Jakarta, Asia/Makassar or Asia/Jayapura.")
    if hall.hall.languages[:1] != ("id",):
        yield Problem("hall.languages", "Indonesian has to be the first language.", 'Begin the list with "id".')
    if not 0 <= hall.hall.day_tail_minutes <= 6 * 60:
        yield Problem("hall.day_tail_minutes", "must be from 0 to 360.", "60 suits a hall that closes at midnight.")


def _calendar(hall: Hall) -> Iterator[Problem]:
    if not hall.week:
        yield Problem("week", "the hall is never open.", "Give hours for the weekdays, as [week.monday].")
    yield from _week("week", hall.week)
    for code, season in hall.season.items():
        if season.last < season.first:
            yield Problem(f"season.{code}.last", "the season ends before it begins.", "Put the later date here.")
        yield from _week(f"season.{code}.week", season.week)
    for day, holiday in hall.holiday.items():
        if holiday.hours is not None:
            yield from _hours(f"holiday.{day}.hours", holiday.hours)
        for agency in holiday.agencies:
            yield from _unknown(f"holiday.{day}.agencies", agency, hall.agency, "agency")
    for day, hours in hall.hours_on.items():
        yield from _hours(f"hours_on.{day}", hours)


def _week(key: str, week: Mapping[Weekday, DayHours]) -> Iterator[Problem]:
    for day, hours in week.items():
        yield from _hours(f"{key}.{day}", hours)


def _hours(key: str, hours: DayHours) -> Iterator[Problem]:
    if hours.close <= hours.open:
        yield Problem(
            f"{key}.close", "closing must be after opening.", "Past midnight, count on: 25.00 is one o'clock."
        )
        return
    if hours.close > _LATEST:
        yield Problem(f"{key}.close", "a business day ends by 36.00 at the latest.", "Give the closing hour again.")
    if hours.take_from is not None and hours.take_from >= hours.close:
        yield Problem(f"{key}.take_from", "numbers begin after closing.", "Give an hour before closing.")
    begins = hours.open if hours.take_from is None else hours.take_from
    if hours.take_until is not None and not begins < hours.take_until <= hours.close:
        yield Problem(f"{key}.take_until", "must be between the first number and closing.", "Give an hour between.")
    yield from _spans(f"{key}.breaks", hours.breaks, "break")
    for span in hours.breaks:
        if span.start < hours.open or span.end > hours.close:
            yield Problem(f"{key}.breaks", "a break is outside the opening hours.", "Shorten it or leave it out.")


def _spans(key: str, spans: Iterable[Span], kind: str) -> Iterator[Problem]:
    ordered = sorted(spans, key=lambda span: span.start)
    if any(span.end <= span.start for span in ordered):
        yield Problem(key, f"a {kind} ends before it begins.", "Write it as 12.00-13.00.")
    elif any(later.start < earlier.end for earlier, later in itertools.pairwise(ordered)):
        yield Problem(key, f"one {kind} overlaps another.", "Make one of two, or move one.")


def _agencies(hall: Hall) -> Iterator[Problem]:
    for code, agency in hall.agency.items():
        if not re.fullmatch(PREFIX_PATTERN, code):
            yield Problem(f"agency.{code}", "its code is printed as prefix.", "Use 1 to 3 of A-Z and 0-9.")
        yield from _unknown(f"agency.{code}.zone", agency.zone, hall.zone, "zone")
        yield from _week(f"agency.{code}.week", agency.week)
        for day, hours in agency.hours_on.items():
            yield from _hours(f"agency.{code}.hours_on.{day}", hours)
        if not agency.share >= 0:
            yield Problem(f"agency.{code}.share", "must not be below 0.", "Give its share of visits in percent.")


def _services(hall: Hall) -> Iterator[Problem]:
    served = {service for counter in hall.counter for service in hall.services_of(counter)}
    for code, service in hall.service.items():
        key = f"service.{code}"
        if hall.agency_of(code) not in hall.agency:
            yield Problem(key, "its agency does not exist.", "Name the service AGENCY.NUMBER, or add the agency.")
        if not re.fullmatch(r"[^.]+\.[^.]+", code):
            yield Problem(key, "a service's code is AGENCY.NUMBER.", "Name it like AB.1.")
        if not service.minutes > 0:
            yield Problem(f"{key}.minutes", "must be above 0.", "Give the mean minutes at the counter.")
        if code not in served and not service.closed:
            yield Problem(key, "no counter serves it.", f"Add a counter of its agency, or set {key}.closed = true.")
        yield from _quota(key, service.quota, service.quota_priority)
        for day, quota in service.quota_on.items():
            if quota < 0:
                yield Problem(f"{key}.quota_on.{day}", "must not be below 0.", "0 gives no number on that day.")
        yield from _spans(f"{key}.hours", service.hours, "stretch of hours")
        for earlier in service.after:
            yield from _unknown(f"{key}.after", earlier, hall.service, "service")
        if not service.share >= 0:
            yield Problem(f"{key}.share", "must not be below 0.", "Give its share among its agency's services.")


def _quota(key: str, quota: int | None, priority: int | None) -> Iterator[Problem]:
    if quota is not None and quota < 0:
        yield Problem(f"{key}.quota", "must not be below 0.", "Leave it out for no limit.")
    if priority is None:
        return
    if quota is None:
        yield Problem(f"{key}.quota_priority", "is a part of a quota that is missing.", f"Add {key}.quota.")
    elif not 0 <= priority <= quota:
        yield Problem(f"{key}.quota_priority", "is more than the quota, or below 0.", "Give a part of the quota.")


def _circles(hall: Hall) -> Iterator[Problem]:
    """Services that wait for each other could never be called."""
    told: set[str] = set()
    for code in hall.service:
        circle = _circle(hall, code)
        if circle and not told & set(circle):
            told.update(circle)
            way = " after ".join((*circle, circle[0]))
            yield Problem(f"service.{code}.after", f"goes in a circle: {way}.", "Delete one of them.")


def _circle(hall: Hall, start: str) -> tuple[str, ...]:
    """The way from a service back to itself, if there is one."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for earlier in hall.service[way[-1]].after:
            if earlier == start:
                return way
            if earlier in hall.service and earlier not in seen:
                seen.add(earlier)
                ways.append((*way, earlier))
    return ()


def _counters(hall: Hall) -> Iterator[Problem]:
    for code, counter in hall.counter.items():
        key = f"counter.{code}"
        yield from _unknown(f"{key}.agency", counter.agency, hall.agency, "agency")
        for service in counter.services:
            yield from _unknown(f"{key}.services", service, hall.service, "service")
        if counter.zone is not None:
            yield from _unknown(f"{key}.zone", counter.zone, hall.zone, "zone")
        for service, weight in counter.weights.items():
            yield from _unknown(f"{key}.weights", service, hall.service, "service")
            if not 1 <= weight <= 100:
                yield Problem(f"{key}.weights", "a weight is from 1 to 100.", "3 is called three times as often as 1.")


def _devices(hall: Hall) -> Iterator[Problem]:
    for code, kiosk in hall.kiosk.items():
        yield from _unknown(f"kiosk.{code}.zone", kiosk.zone, hall.zone, "zone")
        for printer in kiosk.printers:
            yield from _unknown(f"kiosk.{code}.printers", printer, hall.printer, "printer")
        for agency in kiosk.agencies:
            yield from _unknown(f"kiosk.{code}.agencies", agency, hall.agency, "agency")
        yield from _keys(code, kiosk)
        if not 7 <= kiosk.inches <= 120:
            yield Problem(f"kiosk.{code}.inches", "must be from 7 to 120.", "Measure the screen from corner to corner.")
        if kiosk.edge_mm is not None and not 0 <= kiosk.edge_mm <= 1060:
            reason = "must be from 0 to 1060."
            yield Problem(f"kiosk.{code}.edge_mm", reason, "Measure from the floor to the screen's lower edge.")
    for code, display in hall.display.items():
        for zone in display.zones:
            yield from _unknown(f"display.{code}.zones", zone, hall.zone, "zone")


def _keys(code: str, kiosk: Kiosk) -> Iterator[Problem]:
    """Keys are known by name."""
    for name, key in (*(("keys", key) for key in kiosk.keys), ("scan_prefix", kiosk.scan_prefix),
                      ("scan_suffix", kiosk.scan_suffix)):  # fmt: skip
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*|", key):
            reason = f"there is no key {key!r}."
            yield Problem(f"kiosk.{code}.{name}", reason, "Use Qt's name of the key, as F13, Up, Return or Tab.")
    if kiosk.headphones not in ("auto", "jack", "daemon", "none"):
        reason = f"there is no way {kiosk.headphones!r}."
        yield Problem(f"kiosk.{code}.headphones", reason, "Use auto, jack, daemon or none.")


def _priority(hall: Hall) -> Iterator[Problem]:
    rule, key = hall.rules.priority, "rules.priority"
    if rule.ordinary < 0 or rule.priority < 0:
        yield Problem(f"{key}.ordinary", "a ratio must not have numbers below 0.", "Write 2 and 1, for example.")
    elif rule.ordinary == 0 and rule.priority == 0:
        yield Problem(f"{key}.ordinary", "a ratio of 0:0 calls nobody.", "Write 2 and 1, for example.")
    if rule.priority > 0 and rule.cap < 1:
        yield Problem(f"{key}.cap", "no priority call is ever allowed.", "Give at least 1, or priority = 0.")
    elif rule.priority > rule.cap:
        yield Problem(f"{key}.cap", "is below the ratio's priority calls in a row.", "Give at least as many.")
    if rule.ageing_minutes < 0:
        yield Problem(f"{key}.ageing_minutes", "must not be below 0.", "120 is two hours.")
    if rule.bound_minutes < 0:
        yield Problem(f"{key}.bound_minutes", "must not be below 0.", "30 is half an hour; 0 lets nobody overtake.")
    if not rule.reserve >= 1:
        yield Problem(f"{key}.reserve", "a visit lasts its mean at least.", "2.5 is a long visit.")


def _calls(hall: Hall) -> Iterator[Problem]:
    rule = hall.rules.calls
    for name in (
        "recall_limit", "recall_gap_seconds", "no_show_after_seconds", "mercy_seconds", "grace_minutes", "grace_calls",
        "late_after", "transfer_after", "return_after", "loop_after", "booking_early_minutes", "booking_late_minutes",
        "pickup_every",
    ):  # fmt: skip
        if getattr(rule, name) < 0:
            yield Problem(f"rules.calls.{name}", "must not be below 0.", "0 switches it off.")
    if rule.calls_before_no_show < 1:
        yield Problem("rules.calls.calls_before_no_show", "a no-show was called at least once.", "Give 1 or more.")
    if rule.recall_limit and rule.calls_before_no_show > rule.recall_limit:
        reason = "asks for more calls than recall_limit allows."
        yield Problem("rules.calls.calls_before_no_show", reason, "Lower it, or raise recall_limit.")
    if hall.rules.taking.cut_off_minutes < 0:
        yield Problem("rules.taking.cut_off_minutes", "must not be below 0.", "0 gives numbers until closing.")


def _records(hall: Hall) -> Iterator[Problem]:
    rule = hall.rules.records
    if rule.wait_target_minutes < 1:
        yield Problem("rules.records.wait_target_minutes", "must be 1 or more.", "30 is half an hour.")
    if rule.keep_days < 2:
        yield Problem(
            "rules.records.keep_days", "today and yesterday stay.", "62 keeps last month's report in one file."
        )
    if not 1 <= rule.outage_minutes <= 24 * 60:
        yield Problem("rules.records.outage_minutes", "must be from 1 to 1440.", "30 is half an hour.")
    if rule.checkpoint_printer:
        yield from _unknown("rules.records.checkpoint_printer", rule.checkpoint_printer, hall.printer, "printer")


def _words(hall: Hall) -> Iterator[Problem]:
    known = {refusal.value for refusal in Refusal}
    for code in hall.words:
        if code not in known:
            yield Problem(f"words.{code}", "there is no such refusal.", f"One of: {', '.join(sorted(known))}.")


def _paper(hall: Hall) -> Iterator[Problem]:
    """Blocks that no ticket has."""
    known = Ticket().show
    for block in hall.ticket.show:
        if block not in known:
            yield Problem("ticket.show", f"a ticket has no block {block!r}.", f"Use {', '.join(known)}.")
