"""The rows of the layouts besides the board: zones of an overview, counters, the next tickets of each line."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from display.board.board_rows import zone_index
from display.board.call_list import CounterLine, is_wordy
from display.board.calls import Stand
from display.board.look import Look, at_time, turns
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.screens import Display, UpcomingBy
from shared.domain.words import CounterStatus, StepState, Text
from shared.store.questions.board import BoardCounter, BoardState
from shared.text.board_words import text
from shared.text.counter_title import counter_title


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone's field in the overview. ``calls``: a line each, number and counter between tabs, then 1 if it is new."""

    code: str
    names: str
    way: str
    zone_index: int
    calls: str


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A counter's line: the number there, or in words why there is none."""

    code: str
    title: str
    wordy: bool
    label: str
    said: str
    way: str
    zone_index: int
    called: bool


@dataclass(frozen=True, slots=True)
class UpcomingRow:
    """The next tickets of a line, between tabs."""

    code: str
    names: str
    labels: str


def zone_rows(look: Look, lines: tuple[CounterLine, ...], large: frozenset[int]) -> list[ZoneRow]:
    """A row for each zone; ``large``: the sequences of calls that are new."""
    shown = [code for code in look.hall.zone if not look.zones or code in look.zones]
    return [
        ZoneRow(
            code,
            turns(look.both(look.hall.zone[code].name), look.way_words(code)),
            look.way(code),
            zone_index(look.hall, code),
            "\n".join(
                f"{line.call.label}\t{line.call.counter}\t{int(line.call.sequence in large)}"
                for line in lines
                if line.call.zone == code and line.stand is not Stand.GONE
            ),
        )
        for code in shown
    ]


def on_page(
    codes: Sequence[str],
    room: int,
    turn: int,
    fresh: Mapping[str, float] = MappingProxyType({}),
    hidden: Collection[str] = (),
) -> frozenset[str]:
    """Which rows stand on the screen: a page in turn, but first those with a new call.

    ``fresh`` says for how long that was seen: one that nobody saw yet comes at once, the others stay where they are.
    """
    at = turn % max(-(-len(codes) // room), 1) * room
    new = sorted((code for code in codes if code in fresh), key=lambda one: (fresh[one] > 0, one in hidden, fresh[one]))
    return frozenset(list(dict.fromkeys((*new, *codes[at : at + room])))[:room])


def window_rows(look: Look, windows: Iterable[BoardCounter], seen: BoardState) -> list[WindowRow]:
    """A row for each counter."""
    return [
        WindowRow(
            one.counter,
            one.counter,
            is_wordy(one.counter),
            one.label or "",
            turns(look.both(window_words(look.hall, one, seen))) if one.label is None else "",
            look.way(one.zone),
            zone_index(look.hall, one.zone),
            one.state is StepState.CALLED,
        )
        for one in windows
    ]


def window_words(hall: Hall, one: BoardCounter, seen: BoardState) -> Text:
    """Why no number stands at a counter."""
    if seen.paused is not None:
        return text("paused_short")
    if one.status is CounterStatus.OPEN:
        return text("free")
    if one.status is CounterStatus.CLOSED or seen.day_closed:
        return text("closed_short")
    return at_time("back_at", hall, one.back_at) if one.back_at is not None else text("on_break")


def groups(hall: Hall, zones: frozenset[str], display: Display) -> dict[str, tuple[str, ...]]:
    """Whose next tickets a display shows: the services of its zones, or its counters."""
    if display.upcoming_by is UpcomingBy.COUNTER:
        return {code: hall.services_of(code) for code in hall.counter if not zones or hall.zone_of(code) in zones}
    return {code: (code,) for code in hall.service if not zones or hall.agency[hall.agency_of(code)].zone in zones}


def upcoming_rows(
    look: Look, found: Mapping[str, tuple[str, ...]], windows: Mapping[str, BoardCounter]
) -> list[UpcomingRow]:
    """A row for each line where somebody waits; of counters those that are open."""
    if look.display.upcoming_by is UpcomingBy.COUNTER:
        return [
            UpcomingRow(code, counter_title(code, look.languages[0]), "\t".join(labels))
            for code, labels in found.items()
            if code in windows and windows[code].status is CounterStatus.OPEN
        ]
    return [
        UpcomingRow(code, _service_names(look, code), "\t".join(labels))
        for code, labels in found.items()
        if code in look.hall.service
    ]


def _service_names(look: Look, code: str) -> str:
    agency = look.hall.agency[look.hall.agency_of(code)]
    if agency.private:
        return turns(look.both(agency.short or agency.name))
    return turns(look.both(look.hall.service[code].name))
