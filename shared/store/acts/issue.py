"""A visitor takes a number: for one service or several, on one ticket."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.domain.answers import Issued, IssuedStep, Refused
from shared.domain.availability import Available, may_take
from shared.domain.calendar import service_spans, time_on
from shared.domain.hall_data.hall import Hall
from shared.domain.promise import Wait, middles, promised_in_a_row
from shared.domain.ticket import label as label_of
from shared.domain.ticket import step_id
from shared.domain.visit import best_order, in_own_order
from shared.domain.words import Instant, Refusal
from shared.faults import UsageFault
from shared.store.engine import Engine
from shared.store.questions.lines import Lines, snapshot
from shared.store.record import readiness, steps, tickets
from shared.store.record.clock_guard import refuse_number
from shared.store.record.events import PRINT_AT, What
from shared.store.record.hall_index import need_service
from shared.store.record.numbers import draw
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


@dataclass(frozen=True, slots=True)
class Order:
    """What a visitor asks for.

    ``kiosk`` is the device that is named in the audit, if not the asking program's. ``own_order``: the services are
    had in the order in which they are named; otherwise in the one that is soonest over. ``print_at`` is the kiosk whose
    program prints the paper, for a number that staff gave out elsewhere.
    """

    services: tuple[str, ...]
    priority: bool = False
    visual: bool = False
    lang: str = "id"
    kiosk: str | None = None
    own_order: bool = False
    print_at: str | None = None


@dataclass(frozen=True, slots=True)
class _Planned:
    """A step that may be taken, with what the visitor is told."""

    service: str
    ahead: int
    wait_minutes: Wait
    warning: Refusal | None


def issue(hall_file: Engine, request: str, order: Order, officer: str = "") -> Issued | Refused:
    """Give a number for the services of an order, if each of them is available now.

    UsageFault for an unknown service, language or kiosk; CLOCK on a PC that is on another day than the hall.
    """

    def body(tx: Tx) -> Issued | Refused:
        refuse_number(tx.hall, hall_file.clock)
        return issue_in(tx, order)

    return once(hall_file, request, "issue", body, officer=officer, device=order.kiosk)


def issue_in(tx: Tx, order: Order, *, booked_for: Instant | None = None) -> Issued | Refused:
    """:func:`issue` within a transaction that is open already. A booking has its place whatever is left today."""
    check_order(tx.hall, order)
    if len(set(order.services)) < len(order.services):
        return refuse(Refusal.SAME_SERVICE_TWICE, tx.hall)
    lines = Lines(tx.hall, tx.now, snapshot(tx.db, tx.hall, tx.now, tx.day, tx.pulse, order.services))
    planned: list[_Planned] = []
    for service in order.services:
        step = _plan(tx, lines, service, order.priority, booked=booked_for is not None)
        if isinstance(step, Refused):
            return step
        planned.append(step)
    prefix = tx.hall.agency_of(order.services[0])
    if len(planned) > 1:
        turn = turn_of(tx.hall, order, {step.service: step.wait_minutes for step in planned})
        if isinstance(turn, Refused):
            return turn
        planned.sort(key=lambda step: turn.index(step.service))
        told = promised_in_a_row(tx.hall, [(step.service, step.wait_minutes) for step in planned])
        planned = [replace(step, wait_minutes=wait) for step, wait in zip(planned, told, strict=True)]
    return _write(tx, order, planned, prefix, draw(tx, prefix), booked_for)


def turn_of(hall: Hall, order: Order, waits: Mapping[str, Wait]) -> tuple[str, ...] | Refused:
    """The order in which the services are had, or why the visitor's own cannot be."""
    if order.own_order:
        return in_own_order(hall, order.services) or order.services
    return best_order(hall, order.services, middles(waits))


def check_order(hall: Hall, order: Order) -> None:
    """UsageFault for what this hall does not know: services, languages, kiosks."""
    if not order.services:
        raise UsageFault("No service was named.", "Name one or more, as AB.1.")
    for service in order.services:
        need_service(hall, service)
    if order.lang not in hall.hall.languages:
        known = hall.hall.languages
        raise UsageFault(f"This hall does not speak {order.lang!r}.", f"Its languages: {', '.join(known)}.", known)
    for kiosk in (order.kiosk, order.print_at):
        if kiosk is not None and kiosk not in hall.kiosk:
            known = tuple(hall.kiosk)
            raise UsageFault(f"This hall has no kiosk {kiosk}.", "Kiosks are coded K1, K2 ...", known[:3])


def _plan(tx: Tx, lines: Lines, service: str, priority: bool, booked: bool) -> _Planned | Refused:
    ahead, wait = lines.told(service, priority=priority)
    available = may_take(tx.hall, lines.situation(service, wait), priority)
    if isinstance(available, Refused):
        if not (booked and _has_a_place(tx, service, available.code)):
            details = {**available.details, "service": service}
            return Refused(available.code, available.sentence, available.back_at, details)
        available = Available()
    warning = None if available.warning is None else available.warning.code
    return _Planned(service, ahead, wait, warning)


def _has_a_place(tx: Tx, service: str, refused: Refusal) -> bool:
    """A booking keeps its place when the day's numbers are used up, and in the cut-off before closing."""
    if refused is not Refusal.CUT_OFF:
        return refused is Refusal.QUOTA_USED_UP
    day = datetime.date.fromisoformat(tx.day)
    return time_on(tx.hall, day, tx.now) < service_spans(tx.hall, day, service)[-1].end


def _write(
    tx: Tx, order: Order, planned: list[_Planned], prefix: str, number: int, booked_for: Instant | None
) -> Issued:
    label = label_of(prefix, number)
    ticket = tickets.insert(
        tx, tx.day, label, priority=order.priority, visual=order.visual, lang=order.lang, booked_for=booked_for
    )
    issued = tuple(_arrive(tx, order, ticket, label, position, step) for position, step in enumerate(planned, 1))
    if len(issued) > 1:
        readiness.refresh(tx, ticket)
    return Issued(ticket, label, tx.day, tx.now, order.priority, order.visual, order.lang, issued, booked_for)


def _arrive(tx: Tx, order: Order, ticket: int, label: str, position: int, step: _Planned) -> IssuedStep:
    place = tx.event(
        What.ISSUED,
        ticket=ticket,
        label=label,
        step=step_id(ticket, position),
        service=step.service,
        data={
            "priority": order.priority,
            "visual": order.visual,
            "lang": order.lang,
            "position": position,
            "ahead": step.ahead,
            "wait_minutes": step.wait_minutes,
        }
        | ({PRINT_AT: order.print_at} if order.print_at and position == 1 else {}),
    )
    arrived = steps.arrive(
        tx, ticket=ticket, position=position, service=step.service, priority=order.priority, place=place
    )
    return IssuedStep(arrived, step.service, step.ahead, step.wait_minutes, step.warning)
