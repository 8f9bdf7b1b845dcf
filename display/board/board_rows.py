"""The rows that the board's list models show: what QML gets, ready to be drawn."""

from dataclasses import dataclass

from display.board.call_list import CounterLine, is_wordy
from display.board.calls import Call, Stand
from display.board.card_cells import cells
from display.board.look import Look, turns
from display.board.panel import Card
from shared.domain.hall_data.hall import Hall
from shared.text.counter_title import counter_title


@dataclass(frozen=True, slots=True)
class CardRow:
    """One large card. ``turn`` changes when it is to flash again; the cell is in parts of the panel."""

    step: int
    label: str
    counter: str
    title: str  # the counter with its word
    wordy: bool  # its code is more than a few digits: it is written as words
    facts: str  # whose call it is and where that is, see `turns`
    way: str  # where its zone is as seen from this screen; empty if nobody said
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
    way: str
    zone_index: int
    priority: bool
    visual: bool
    again: bool
    current: bool
    speaking: bool


def card_rows(cards: tuple[Card, ...], look: Look, speaking: int | None) -> list[CardRow]:
    """The panel's cards with their cells: the one that is spoken has the largest, else a visible one."""
    spoken = [card.call.call == speaking for card in cards]
    places = cells(spoken if any(spoken) else [card.call.visual for card in cards])
    newest = max((card.call.sequence for card in cards), default=0)
    return [
        CardRow(
            step=card.call.step,
            label=card.call.label,
            counter=card.call.counter,
            title=counter_title(card.call.counter, look.languages[0]),
            wordy=is_wordy(card.call.counter),
            facts=_facts(card.call, look),
            way=look.way(card.call.zone),
            zone_index=zone_index(look.hall, card.call.zone),
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


def _facts(call: Call, look: Look) -> str:
    """Agency, zone where several are shown, and the way there."""
    agency = look.hall.agency.get(call.agency)
    zone = look.hall.zone.get(call.zone)
    return turns(
        look.both(agency.short or agency.name if agency else None),
        look.both(zone.name if zone and look.several else None),
        look.way_words(call.zone),
    )


def line_rows(lines: tuple[CounterLine, ...], look: Look, speaking: int | None) -> list[CallRow]:
    """The list's lines, newest first."""
    return [_line_row(line.call, line.stand, look, line.call.call == speaking) for line in lines]


def _line_row(call: Call, stand: Stand, look: Look, speaking: bool) -> CallRow:
    return CallRow(
        sequence=call.sequence,
        call=call.call,
        label=call.label,
        counter=call.counter,
        wordy=is_wordy(call.counter),
        way=look.way(call.zone),
        zone_index=zone_index(look.hall, call.zone),
        priority=call.priority,
        visual=call.visual,
        again=call.again,
        current=stand in (Stand.CALLED, Stand.SERVING),
        speaking=speaking,
    )


def zone_index(hall: Hall, code: str) -> int:
    """A zone's place in the hall's list: its colour and its shape."""
    return list(hall.zone).index(code) if code in hall.zone else 0
