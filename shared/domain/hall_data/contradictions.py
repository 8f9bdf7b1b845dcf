"""Keys of a hall that are correct one by one but contradict each other."""

import dataclasses
import itertools
import math
import string
from collections.abc import Iterator, Mapping
from typing import Any, cast

from shared.domain.calendar import MIDNIGHT, take_from, take_until
from shared.domain.hall_data.hall import DayHours, Hall, Weekday
from shared.domain.hall_data.problem import Problem
from shared.text.refusals import PLACEHOLDERS

_HARMLESS_TWICE = frozenset({"keywords", "breaks", "hours"})


def contradictions(hall: Hall) -> Iterator[Problem]:
    """Everything of that kind."""
    yield from _board(hall)
    yield from _voice(hall)
    yield from _ticket(hall)
    yield from _days(hall)
    yield from _agencies(hall)
    yield from _never_served(hall)
    yield from _weights(hall)
    yield from _sentences(hall)
    yield from _twice((), hall)
    yield from _endless((), hall)


def _board(hall: Hall) -> Iterator[Problem]:
    board = hall.board
    for name in ("large_seconds", "visual_seconds", "busy_seconds", "line_seconds"):
        if getattr(board, name) < 1:
            yield Problem(
                f"board.{name}",
                f"must be 1 or more, not {getattr(board, name)}: nobody could read the call.",
                "Give seconds.",
            )
    for name in ("visual_times", "visual_every_seconds"):
        if getattr(board, name) < 1:
            yield Problem(f"board.{name}", "must be 1 or more.", "visual_times = 1 shows the call once.")
    for name in ("missed_minutes", "poster_after_seconds"):
        if getattr(board, name) < 0:
            yield Problem(f"board.{name}", "must not be below 0.", "0 switches it off.")
    if board.visual_seconds < board.large_seconds:
        reason = f"is below large_seconds ({board.large_seconds}): visitors who need longer would see it for less time."
        yield Problem("board.visual_seconds", reason, f"Give {board.large_seconds} or more.")
    longest = max(("large_seconds", "visual_seconds", "line_seconds"), key=lambda name: getattr(board, name))
    if 0 < board.poster_after_seconds < getattr(board, longest):
        reason = f"is below {longest} ({getattr(board, longest)}): posters would cover calls that must still be shown."
        yield Problem("board.poster_after_seconds", reason, f"Give {getattr(board, longest)} or more, or 0 for never.")


def _voice(hall: Hall) -> Iterator[Problem]:
    for name in ("times", "short_from", "keep", "stale_seconds"):
        if getattr(hall.voice, name) < 1:
            yield Problem(f"voice.{name}", "must be 1 or more.", "To be silent, set voice = false at the displays.")


def _ticket(hall: Hall) -> Iterator[Problem]:
    if hall.ticket.copies < 0:
        yield Problem("ticket.copies", "must not be below 0.", "0 allows no reprint.")
    if "number" not in hall.ticket.show:
        yield Problem("ticket.show", "leaves out the number, for which the ticket is there.", 'Add "number".')


def _days(hall: Hall) -> Iterator[Problem]:
    for key, hours in _all_hours(hall):
        if hours.close <= hours.open:
            continue  # told already
        if hours.take_until is None and take_until(hall, hours) <= take_from(hours):
            reason = f"leaves no minute for numbers in {key}."
            yield Problem("rules.taking.cut_off_minutes", reason, f"Shorten it, or give {key}.take_until.")
        if any(span.start <= hours.open and span.end >= hours.close for span in hours.breaks):
            yield Problem(f"{key}.breaks", "a break lasts the whole day.", "Leave the day out instead, or shorten it.")
    for key, week in _weeks(hall):
        for today, tomorrow in zip(Weekday, itertools.islice(itertools.cycle(Weekday), 1, None), strict=False):
            if today in week and tomorrow in week and week[today].close > MIDNIGHT + take_from(week[tomorrow]):
                reason = f"is after the first number of {tomorrow}."
                yield Problem(f"{key}.{today}.close", reason, "Close earlier, or begin later the next day.")


def _weeks(hall: Hall) -> Iterator[tuple[str, Mapping[Weekday, DayHours]]]:
    yield "week", hall.week
    for code, season in hall.season.items():
        yield f"season.{code}.week", season.week
    for code, agency in hall.agency.items():
        yield f"agency.{code}.week", {**hall.week, **agency.week} if agency.week else {}


def _all_hours(hall: Hall) -> Iterator[tuple[str, DayHours]]:
    for key, week in _weeks(hall):
        for day, hours in week.items():
            yield f"{key}.{day}", hours
    for day, holiday in hall.holiday.items():
        if holiday.hours is not None:
            yield f"holiday.{day}.hours", holiday.hours
    for day, hours in hall.hours_on.items():
        yield f"hours_on.{day}", hours
    for code, agency in hall.agency.items():
        for day, hours in agency.hours_on.items():
            yield f"agency.{code}.hours_on.{day}", hours


def _agencies(hall: Hall) -> Iterator[Problem]:
    for code, agency in hall.agency.items():
        for day in agency.closed_days:
            if day in agency.week:
                reason = f"names {day}, for which agency.{code}.week gives hours."
                yield Problem(f"agency.{code}.closed_days", reason, "Delete the day in one of the two.")


def _never_served(hall: Hall) -> Iterator[Problem]:
    """A service whose own days and hours never meet its agency's."""
    for code, service in hall.service.items():
        agency = hall.agency.get(hall.agency_of(code))
        narrow = service.days or service.hours
        if agency is None or service.closed or not narrow:
            continue
        seasons = [season.week for season in hall.season.values()]
        days = [d for d in service.days or tuple(Weekday) if d not in agency.closed_days]
        offered = [
            hours
            for day in days
            for hours in (agency.week.get(day) or hall.week.get(day), *(week.get(day) for week in seasons))
            if hours is not None
        ]
        if not any(_meet(hours, service.hours) for hours in offered):
            reason = "its days and hours never meet those of its agency: it is never served."
            yield Problem(f"service.{code}", reason, f"Correct days or hours, or set service.{code}.closed = true.")


def _meet(hours: DayHours, spans: tuple[Any, ...]) -> bool:
    return not spans or any(max(span.start, hours.open) < min(span.end, hours.close) for span in spans)


def _weights(hall: Hall) -> Iterator[Problem]:
    for code, counter in hall.counter.items():
        for service in counter.weights:
            if service in hall.service and service not in hall.services_of(code):
                reason = f"prefers {service}, which this counter does not serve."
                yield Problem(f"counter.{code}.weights", reason, "Add it to the counter's services, or delete it.")


def _sentences(hall: Hall) -> Iterator[Problem]:
    """Own words with placeholders that nothing could fill."""
    for code, words in hall.words.items():
        for lang, text in words.items():
            try:
                names = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
            except ValueError:
                names = {"{"}
            for name in sorted(names - PLACEHOLDERS):
                reason = f'"{text}" has the placeholder {{{name.strip("{}")}}}, which nothing fills.'
                yield Problem(f"words.{code}.{lang}", reason, f"Use {', '.join(sorted(PLACEHOLDERS))}, or no braces.")


def _twice(path: tuple[str, ...], value: Any) -> Iterator[Problem]:
    """A list that names the same thing twice."""
    for name, part in _parts(value):
        if isinstance(part, tuple) and name not in _HARMLESS_TWICE:
            listed = cast("tuple[Any, ...]", part)
            for one in sorted({str(one) for one in listed if listed.count(one) > 1}):
                yield Problem(".".join((*path, name)), f"names {one} twice.", "Keep one of them.")
        else:
            yield from _twice((*path, name), part)


def _endless(path: tuple[str, ...], value: Any) -> Iterator[Problem]:
    """Numbers that TOML can write and nobody can wait for: inf, nan."""
    for name, part in _parts(value):
        if isinstance(part, float):
            if not math.isfinite(part):
                yield Problem(".".join((*path, name)), f"{part} is not a finite number.", "Give a real number.")
        else:
            yield from _endless((*path, name), part)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    elif isinstance(value, Mapping):
        yield from ((str(key), part) for key, part in cast("Mapping[Any, Any]", value).items())
