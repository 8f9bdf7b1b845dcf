"""What a kiosk decides by itself while the share is gone: from the hall's data and the lines as last seen."""

from collections.abc import Mapping

from shared.domain.answers import Issued, IssuedStep, Refused
from shared.domain.availability import may_take
from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import label as label_of
from shared.domain.ticket import split_label, step_id, ticket_id
from shared.domain.words import Instant, Refusal
from shared.store.acts.issue import Order, check_order, turn_of
from shared.store.offline.leases import Block
from shared.store.questions.lines import Lines, Snapshot
from shared.store.record.numbers import block_of
from shared.store.record.transaction import day_of
from shared.text.refusals import refuse


def no_numbers(hall: Hall | None) -> Refused:
    """No leased number is left."""
    return refuse(Refusal.NO_NUMBERS_LEASED, hall)


def issue(
    hall: Hall, seen: Snapshot, order: Order, now: Instant, blocks: Mapping[Block, int], more: Mapping[str, int]
) -> tuple[Block, Issued] | Refused:
    """A number from one of the blocks (each with its next number), or why not.

    ``more`` are numbers by service that went out since the lines were seen. UsageFault for unknown codes.
    """
    check_order(hall, order)
    if len(set(order.services)) < len(order.services):
        return refuse(Refusal.SAME_SERVICE_TWICE, hall)
    day = day_of(hall, now)
    if seen.day != day:
        return no_numbers(hall)
    lines = Lines(hall, now, seen, more=more)
    steps: dict[str, IssuedStep] = {}
    for service in order.services:
        ahead, wait = lines.told(service, priority=order.priority)
        available = may_take(hall, lines.situation(service, wait), order.priority)
        if isinstance(available, Refused):
            return available
        warning = None if available.warning is None else available.warning.code
        steps[service] = IssuedStep(0, service, ahead, wait, warning)
    turn = turn_of(hall, order, {service: step.wait_minutes for service, step in steps.items()})
    if isinstance(turn, Refused):
        return turn
    prefix = hall.agency_of(order.services[0])
    block = min((b for b in blocks if b.day == day and b.prefix == prefix and blocks[b] <= b.last), default=None)
    if block is None:
        return no_numbers(hall)
    return block, _issued(order, day, block, blocks[block], now, tuple(steps[service] for service in turn))


def _issued(order: Order, day: str, block: Block, number: int, now: Instant, steps: tuple[IssuedStep, ...]) -> Issued:
    ticket = ticket_id(day, block.prefix, number)
    placed = tuple(
        IssuedStep(step_id(ticket, position), step.service, step.ahead, step.wait_minutes, step.warning)
        for position, step in enumerate(steps, 1)
    )
    label = label_of(block.prefix, number)
    return Issued(ticket, label, day, now, order.priority, order.visual, order.lang, placed)


def block_of_label(day: str, label: str) -> Block:
    """The block that a label given out here came from."""
    prefix, number = split_label(label)
    return Block(day, prefix, block_of(number))
