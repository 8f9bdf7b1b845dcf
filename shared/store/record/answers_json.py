"""Answers as JSON and back: what is kept beside a request id, and what the command line prints."""

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from shared.domain.answers import (
    Answer,
    BookingChanged,
    BookingsTaken,
    Called,
    CounterChanged,
    HallChanged,
    Issued,
    IssuedStep,
    Reason,
    Refused,
    StepMoved,
    Undone,
    VisitNoted,
)
from shared.domain.words import Refusal, StepState

_KINDS: Mapping[str, type[Any]] = {
    "issued": Issued,
    "called": Called,
    "moved": StepMoved,
    "counter": CounterChanged,
    "hall": HallChanged,
    "bookings": BookingsTaken,
    "booking": BookingChanged,
    "undone": Undone,
    "visit_noted": VisitNoted,
    "refused": Refused,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_FIELDS: Mapping[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {
    kind: (tuple(kind.__slots__), attrgetter(*kind.__slots__)) for kind in (*_KINDS.values(), IssuedStep, Reason)
}


def _table(record: Any) -> dict[str, Any]:
    names, values = _FIELDS[type(record)]
    return dict(zip(names, values(record), strict=True))


def reason_table(reason: Reason) -> dict[str, Any]:
    """A call's reason as a plain table."""
    return _table(reason)


def reason_of(text: str) -> Reason:
    """The reason that stands with a call."""
    return _reason(json.loads(text))


def _reason(table: dict[str, Any]) -> Reason:
    table["passed_over"] = tuple(table["passed_over"])
    table["because"] = tuple(table["because"])
    return Reason(**table)


def encode(answer: Answer | Refused) -> str:
    """An answer as one JSON object; ``kind`` says which record it is."""
    table = _table(answer)
    table["kind"] = _NAMES[type(answer)]
    return _text(table)


def _inner(value: Any) -> Any:
    return _table(value) if type(value) in _FIELDS else dict(value)


_text = json.JSONEncoder(default=_inner, ensure_ascii=False, separators=(",", ":")).encode


def decode(text: str) -> Answer | Refused:
    """The answer that :func:`encode` wrote."""
    table: dict[str, Any] = json.loads(text)
    kind = table.pop("kind")
    if kind == "issued":
        table["steps"] = tuple(_step(step) for step in table["steps"])
    elif kind == "called":
        table["reason"] = _reason(table["reason"])
    elif kind == "moved":
        table["state"] = StepState(table["state"])
    elif kind == "hall":
        table["changes"] = tuple(table["changes"])
    elif kind == "bookings":
        for name in ("new", "moved", "unchanged", "used", "cancelled", "missing"):
            table[name] = tuple(table[name])
    elif kind == "refused":
        table["code"] = Refusal(table["code"])
    answer: Answer | Refused = _KINDS[kind](**table)
    return answer


def _step(table: dict[str, Any]) -> IssuedStep:
    if table["wait_minutes"] is not None:
        table["wait_minutes"] = tuple(table["wait_minutes"])
    if table["warning"] is not None:
        table["warning"] = Refusal(table["warning"])
    return IssuedStep(**table)
