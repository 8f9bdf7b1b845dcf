"""A counter as last seen, kept on its own PC: what its officer looks at while the share is gone from the start."""

import dataclasses
from pathlib import Path
from typing import Any, cast

from shared import json_file
from shared.domain.answers import Reason
from shared.domain.words import CounterStatus, StepState
from shared.store.questions.counter import CounterView, StepLine

_STEPS = ("visit", "line", "sent", "held", "no_shows")


def keep(path: Path, hall_id: str, view: CounterView) -> None:
    """Keep it, whole or not at all. OSError when the disk does not take it."""
    table = dataclasses.asdict(dataclasses.replace(view, undoable=None, open_counters=frozenset()))
    table["open_counters"] = sorted(view.open_counters)
    json_file.write(path, {"hall": hall_id, "view": table})


def recall(path: Path, hall_id: str) -> CounterView | None:
    """The counter as last seen in that hall; None when nothing is known."""
    content = json_file.read(path)
    kept = cast("dict[str, Any]", content) if isinstance(content, dict) else {}
    if kept.get("hall") != hall_id:
        return None
    try:
        return _view(kept["view"])
    except (KeyError, TypeError, ValueError):  # by an older or newer Antrean, or changed by hand
        return None


def _view(table: dict[str, Any]) -> CounterView:
    table["status"] = CounterStatus(table["status"])
    table["current"] = _step(table["current"])
    for name in _STEPS:
        table[name] = tuple(_step(step) for step in table[name])
    table["open_counters"] = frozenset(table["open_counters"])
    reason = table["call_reason"]
    if reason is not None:
        for name in ("passed_over", "because"):
            reason[name] = tuple(reason[name])
        table["call_reason"] = Reason(**reason)
    return CounterView(**table)


def _step(table: dict[str, Any] | None) -> StepLine | None:
    if table is None:
        return None
    table["state"] = StepState(table["state"])
    return StepLine(**table)
