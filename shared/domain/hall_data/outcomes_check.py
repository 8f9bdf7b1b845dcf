"""What is wrong with the hall's outcomes, and with the keys of its officers."""

import re
from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.key_names import USUAL, is_key
from shared.domain.hall_data.problem import Problem

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,19}")


def outcomes(hall: Hall) -> Iterator[Problem]:
    """Their codes, and the services that they name; whoever must choose one needs one to choose from."""
    for code, outcome in hall.outcome.items():
        if not CODE.fullmatch(code):
            yield Problem(
                f"outcome.{code}", "is not an outcome's code.", "Write 1 to 20 of A-Z, 0-9, dash and underscore."
            )
        for known in outcome.services:
            if known not in hall.service and known not in hall.agency:
                yield Problem(
                    f"outcome.{code}.services",
                    f"there is no service or agency {known!r}.",
                    "Use codes of [service] or [agency].",
                )
    if hall.rules.calls.outcome_needed and not hall.outcome:
        yield Problem("rules.calls.outcome_needed", "there is no outcome to choose.", "Give some, as [outcome.DONE].")


def hotkeys(hall: Hall) -> Iterator[Problem]:
    """Keys that there are, no key twice: those of acts that the hall leaves as usual count, too."""
    seen = {_chord(USUAL[act]) for act in USUAL.keys() - hall.hotkeys.keys()}
    for act, written in hall.hotkeys.items():
        if not is_key(written):
            yield Problem(f"hotkeys.{act}", f"{written!r} is no key.", 'Write it as "Ctrl+Shift+F1", or "" for none.')
        elif written and _chord(written) in seen:
            yield Problem(f"hotkeys.{act}", f"{written} presses two acts.", "Give each its own key.")
        seen.add(_chord(written))


def _chord(written: str) -> frozenset[str]:
    """The same for one key in whatever order its modifiers are written."""
    return frozenset(written.split("+"))
