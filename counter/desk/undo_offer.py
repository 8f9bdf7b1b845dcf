"""What Ctrl+Z would take back now: the last act in the file, or one that is kept on this PC and not sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter.desk.acts import Act
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.offline.kept import Kept
from shared.store.questions.counter import CounterView


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """An act that can be undone until an instant. ``kept``: it is not sent yet; ``label`` is known for those."""

    request: str
    act: Act
    until: Instant
    kept: bool = False
    label: str = ""


def undo_offer(view: CounterView | None, unsent: Sequence[Kept], hall: Hall | None, now: Instant) -> UndoOffer | None:
    """None when nothing can be undone any more."""
    seconds = hall.rules.calls.undo_seconds if hall is not None else 0
    offer = _of_kept(unsent, seconds) if unsent else _of_view(view, seconds)
    return offer if offer is not None and now < offer.until else None


def _of_kept(unsent: Sequence[Kept], seconds: int) -> UndoOffer:
    last = unsent[-1]
    return UndoOffer(last.request, Act(last.act.value), _until(last.at, seconds), kept=True, label=last.label or "")


def _of_view(view: CounterView | None, seconds: int) -> UndoOffer | None:
    last = view.undoable if view is not None else None
    if last is None:
        return None
    return UndoOffer(last.request, Act.NAMED if last.act == "call" else Act(last.act), _until(last.at, seconds))


def _until(at: Instant, seconds: int) -> Instant:
    return Instant(at + seconds * 1000)
