"""What the demo's file says afterwards, compared with what was seen on the screens."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.text import event_words
from shared.text.languages import ENGLISH, of_terminal, pick
from shared.text.plain_lines import at_terminal
from shared.tools.demo.people import Diary


@dataclass(frozen=True, slots=True)
class Account:
    """The demo in numbers, all from the events in the hall's file."""

    tickets: list[str]
    calls: int
    outcomes: Mapping[str, int]
    waits: Sequence[float]  # seconds from joining a line to being called
    service: Sequence[float]  # seconds from start to finish
    prints: Mapping[str, int]
    left: int  # steps still in line at the end


def account(events: Sequence[Mapping[str, Any]], state: Mapping[str, Any]) -> Account:
    """Count what the events say."""
    joined: dict[int, int] = {}
    started: dict[int, int] = {}
    waits: list[float] = []
    service: list[float] = []
    labels: dict[str, None] = {}
    for event in events:
        what, step, at = event["what"], event["step"], event["at"]
        if what == "issued":
            labels[event["label"]] = None
        if what in ("issued", "resumed", "returned", "rejoined"):
            joined[step] = at
        elif what == "transferred":
            joined[event["data"]["next_step"]] = at
        elif what == "called" and step in joined:
            waits.append((at - joined.pop(step)) / 1000)
        elif what == "started":
            started[step] = at
        elif what == "finished" and step in started:
            service.append((at - started.pop(step)) / 1000)
    return Account(
        tickets=list(labels),
        calls=sum(event["what"] == "called" for event in events),
        outcomes=Counter(event["what"] for event in events if event["what"] in _OUTCOMES),
        waits=waits,
        service=service,
        prints=Counter(_fate(event) for event in events if event["what"] == "print_fate"),
        left=sum(one["waiting"] for one in state["services"]),
    )


_OUTCOMES = ("finished", "no_show", "held", "transferred", "recalled", "rejoined", "resumed")


def _fate(event: Mapping[str, Any]) -> str:
    return str(event["data"].get("state") or event["data"].get("fate") or event["reason"] or "unknown")


def lines(told: Account) -> list[str]:
    """The figures in words."""
    outcomes = ", ".join(
        f"{count} {pick(event_words.of(name), of_terminal(), ENGLISH)}" for name, count in told.outcomes.items()
    )
    prints = (
        ", ".join(f"{count} {at_terminal(name.replace('_', ' '))}" for name, count in told.prints.items()) or "none"
    )
    return [
        f"tickets:  {len(told.tickets)} ({told.tickets[0]} to {told.tickets[-1]})" if told.tickets else "tickets:  0",
        f"calls:    {told.calls} ({outcomes})",
        f"waits:    {_spread(told.waits)} from joining a line to the call",
        f"served:   {_spread(told.service)} from start to finish",
        f"paper:    {prints}",
        f"left:     {told.left} still in line",
    ]


def _spread(seconds: Sequence[float]) -> str:
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    ninetieth = ordered[int(0.9 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):.1f} s, 90 % within {ninetieth:.1f} s, longest {ordered[-1]:.1f} s"


def contradictions(told: Account, diary: Diary, shown: Sequence[str]) -> list[str]:
    """Where file, screens and paper do not agree. Empty when all is well."""
    found: list[str] = []
    if len(diary.labels) != len(set(diary.labels)):
        found.append("two visitors were shown the same number")
    missing = set(diary.labels) - set(told.tickets)
    if missing:
        found.append(f"shown on the kiosk but not in the file: {', '.join(sorted(missing))}")
    if len(diary.labels) != diary.came:
        found.append(f"{diary.came} visitors came, {len(diary.labels)} got a number")
    unseen = set(diary.called) - set(shown)
    if unseen:
        found.append(f"called but never seen on the display: {', '.join(sorted(unseen))}")
    if told.prints.get("confirmed", 0) < len(told.tickets):
        found.append(f"{len(told.tickets)} tickets, but only {told.prints.get('confirmed', 0)} papers confirmed")
    if told.left:
        found.append(f"{told.left} steps were never called")
    return found
