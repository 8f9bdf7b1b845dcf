"""The rows that the board's list models show: what QML gets, ready to be drawn."""

from dataclasses import dataclass

from display.board.call_list import CounterLine, is_wordy
from display.board.calls import Call, Stand
from display.board.card_cells import cells
from display.board.panel import Card
from shared.domain.hall_data.hall import Hall
from shared.store.questions.board import BoardState
from shared.text.board_words import word
from shared.text.counter_title import counter_title
from shared.text.languages import pick


@dataclass(frozen=True, slots=True)
class CardRow:
    """One large card. ``turn`` changes when it is to flash again; the cell is in parts of the panel."""

    step: int
    label: str
    counter: str
    title: str  # the counter with its word
    wordy: bool  # its code is more than a few digits: it is written as words
    agency: str
    zone: str
    zone_index: int
    again: bool
    priority: bool
    visual: bool
    serving: bool
    speaking: bool
    newest: bool
    turn: int
    cell_x: float
    cell_y: float
    cell_width: float
    cell_height: float


@dataclass(frozen=True, slots=True)
class CallRow:
    """One line of the list."""

    sequence: int
    call: int
    label: str
    counter: str
    wordy: bool
    zone_index: int
    priority: bool
    visual: bool
    again: bool
    current: bool
    speaking: bool


@dataclass(frozen=True, slots=True)
class WaitRow:
    """How many wait at one agency."""

    code: str
    name: str
    waiting: int
    wait: str  # how long somebody who comes now may wait: "± 10-20 mnt"; empty while nobody waits


def card_rows(cards: tuple[Card, ...], hall: Hall, lang: str, speaking: int | None) -> list[CardRow]:
    """The panel's cards with their cells."""
    places = cells([card.call.visual for card in cards])
    newest = max((card.call.sequence for card in cards), default=0)
    return [
        CardRow(
            step=card.call.step,
            label=card.call.label,
            counter=card.call.counter,
            title=counter_title(card.call.counter, lang),
            wordy=is_wordy(card.call.counter),
            agency=agency_name(hall, card.call.agency, lang),
            zone=zone_name(hall, card.call.zone, lang),
            zone_index=zone_index(hall, card.call.zone),
            again=card.call.again,
            priority=card.call.priority,
            visual=card.call.visual,
            serving=card.stand is Stand.SERVING,
            speaking=card.call.call == speaking,
            newest=card.call.sequence == newest,
            turn=card.turn,
            cell_x=cell.x,
            cell_y=cell.y,
            cell_width=cell.width,
            cell_height=cell.height,
        )
        for card, cell in zip(cards, places, strict=True)
    ]


def line_rows(lines: tuple[CounterLine, ...], hall: Hall, speaking: int | None) -> list[CallRow]:
    """The list's lines, newest first."""
    return [_line_row(line.call, line.stand, hall, line.call.call == speaking) for line in lines]


def _line_row(call: Call, stand: Stand, hall: Hall, speaking: bool) -> CallRow:
    return CallRow(
        sequence=call.sequence,
        call=call.call,
        label=call.label,
        counter=call.counter,
        wordy=is_wordy(call.counter),
        zone_index=zone_index(hall, call.zone),
        priority=call.priority,
        visual=call.visual,
        again=call.again,
        current=stand in (Stand.CALLED, Stand.SERVING),
        speaking=speaking,
    )


def wait_rows(hall: Hall, zones: frozenset[str], seen: BoardState, lang: str) -> list[WaitRow]:
    """The agencies of these zones with the people who wait there, in the hall's order."""
    codes = [code for code, agency in hall.agency.items() if not zones or agency.zone in zones]
    lines: dict[str, list[str]] = {code: [] for code in codes}
    for service, count in seen.waiting.items():
        if count and hall.agency_of(service) in lines:
            lines[hall.agency_of(service)].append(service)
    return [
        WaitRow(
            code,
            agency_name(hall, code, lang),
            sum(seen.waiting[service] for service in services),
            wait_words([seen.wait_minutes[service] for service in services if service in seen.wait_minutes], lang),
        )
        for code, services in lines.items()
    ]


def wait_words(ranges: list[tuple[int, int]], lang: str) -> str:
    """One range that holds all of these: the agency's lines differ, and a figure for each has no room here."""
    if not ranges:
        return ""
    low, high = min(r[0] for r in ranges), max(r[1] for r in ranges)
    return word("wait", lang, low=str(low), high=str(high)) if low != high else word("wait_one", lang, high=str(high))


def agency_name(hall: Hall, code: str, lang: str) -> str:
    """An agency's short name."""
    agency = hall.agency.get(code)
    return pick(agency.short or agency.name, lang) if agency else ""


def zone_name(hall: Hall, code: str, lang: str) -> str:
    """A zone's name."""
    zone = hall.zone.get(code)
    return pick(zone.name, lang) if zone else ""


def zone_index(hall: Hall, code: str) -> int:
    """A zone's place in the hall's list: its colour and its shape."""
    return list(hall.zone).index(code) if code in hall.zone else 0
