"""What a command keeps on this PC while the share is gone, and ``antrean spool``, which shows and settles it.

A note, a finished or missed visit, a number out of the blocks of a kiosk of this PC: each goes into this PC's own
file, and into the hall's with the next command that reaches it, in order.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from shared import clock, config, log
from shared.cli.common import DEVICE, REFUSED, Reply, hall_option, json_option, opened, say_line, words
from shared.domain.answers import Refused
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine
from shared.store.hall_faults import HalfCommit
from shared.store.offline import known_halls
from shared.store.offline.kept import Kept, Settled
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool, path_of
from shared.store.record import answers_json
from shared.store.record.clock_guard import refuse_pretended

_GONE = frozenset({Kind.GONE, Kind.HELD, Kind.NO_HALL, Kind.SLOW})


def or_keep(
    given: dict[str, Any], do: Callable[[], Reply | Refused], keep: Callable[[Spool], Reply | Refused], *,
    device: str = DEVICE,
) -> Reply | Refused:  # fmt: skip
    """Do an act; while the share is gone keep it here, if this PC knows the hall. ``given["request"]`` must be set."""
    try:
        return do()
    except HalfCommit:
        raise
    except EnvironmentFault as fault:
        hall_id = known_hall(given["hall"]) if fault.kind in _GONE else None
        if hall_id is None or (device != DEVICE and not path_of(config.local_folder(), hall_id, device).is_file()):
            raise
        with Spool(config.local_folder(), hall_id, device) as spool:
            _admit(spool)
            return keep(spool)


def _admit(spool: Spool) -> None:
    """A pretended clock is refused in a real hall, also while its share is gone."""
    hall = spool.hall()
    if hall is not None:
        refuse_pretended(hall, clock.process_clock())


def kept_reply(kept: Kept) -> Reply:
    """The lines for an act that waits on this PC."""
    about = f" {kept.label}" if kept.label else ""
    line = f"{kept.act.value.replace('_', ' ')}{about}: kept on this PC, not yet in the hall's file."
    data = {"kept": True, "act": kept.act.value, "label": kept.label, "request": kept.request, "at": kept.at}
    return Reply(data, [line, "  The next command that reaches the hall sends it; `antrean spool` shows what waits."])


def met(file: Engine) -> None:
    """The share answers: this PC remembers which hall it is, and sends what waits here. Refusals are printed."""
    local = config.local_folder()
    known_halls.remember(local, file.folder, file.hall_id)
    with Spool(local, file.hall_id, DEVICE) as spool:
        spool.know(file.learned)
        for outcome in settle(spool, file) if spool.pending() else ():
            say_line(f"antrean: {_outcome(outcome)}", err=True)


def _outcome(outcome: Settled) -> str:
    kept = outcome.kept
    what = f"{kept.act.value.replace('_', ' ')} {kept.label or ''}".strip()
    if outcome.refused is None:
        return f"{what}, kept while the share was gone, is in the hall's file now."
    log.start("cli", config.local_folder(), screen=False)
    log.logger("cli").warning("%s was refused: %s", what, outcome.refused.code)
    return f"{what}, kept while the share was gone, was refused: {words(outcome.refused.sentence)}"


def known_hall(folder: str | None) -> str | None:
    """The id of the hall that was in this folder when this PC last reached it."""
    return known_halls.hall_in(config.local_folder(), config.hall_folder(folder))


@click.command()
@hall_option
@click.option("--settle", "send", is_flag=True, help="Send what waits to the hall's file now.")
@json_option
def spool(hall: str | None, send: bool) -> Reply:
    """What the programs of this PC keep for this hall: acts not yet sent, and those that the hall refused."""
    hall_id = known_hall(hall)
    if send or hall_id is None:
        with opened(hall) as file:
            hall_id = file.hall_id
            for kept_here in _spools(hall_id) if send else ():
                settle(kept_here, file)
    spools = [_facts(kept_here) for kept_here in _spools(hall_id)]
    lines = [line for one in spools for line in _lines(one)]
    refused = any(one["refused"] for one in spools)
    return Reply({"spools": spools}, lines or ["Nothing is kept on this PC."], REFUSED if send and refused else 0)


def _spools(hall_id: str) -> Iterator[Spool]:
    """The spools of a hall on this PC, each open while it is read."""
    local = config.local_folder()
    for path in sorted(local.glob(path_of(Path(), hall_id, "?").name.replace("_", "*"))):
        with Spool.at(path, hall_id) as kept_here:
            _admit(kept_here)
            yield kept_here


def waiting_here(hall_id: str) -> list[tuple[str, int]]:
    """The devices of this PC that keep acts which the hall does not have yet, and how many each."""
    found = [(one.device, len(one.pending())) for one in _spools(hall_id)]
    return [(device, count) for device, count in found if count]


def _facts(kept_here: Spool) -> dict[str, Any]:
    refused = [
        (kept, answer)
        for kept, outcome in reversed(kept_here.settled())
        if isinstance(answer := answers_json.decode(outcome), Refused)
    ]
    return {
        "device": kept_here.device,
        "file": str(kept_here.path),
        "pending": [_act(kept) for kept in kept_here.pending()],
        "refused": [_act(kept) | {"code": why.code, "sentence": why.sentence} for kept, why in refused],
        "numbers_left": kept_here.numbers_left(clock.process_clock()()),
    }


def _act(kept: Kept) -> dict[str, Any]:
    return {"request": kept.request, "act": kept.act.value, "label": kept.label, "day": kept.day, "at": kept.at}


def _lines(one: dict[str, Any]) -> Iterator[str]:
    left = ", ".join(f"{prefix} {count}" for prefix, count in one["numbers_left"].items())
    yield f"{one['device']}: {len(one['pending'])} not yet sent{f'; numbers left: {left}' if left else ''}"
    for act in one["pending"]:
        yield f"  {act['day']}  {act['act'].replace('_', ' ')}  {act['label'] or ''}".rstrip()
    for act in one["refused"]:
        what = f"{act['day']}  {act['act'].replace('_', ' ')}  {act['label'] or ''}".rstrip()
        yield f"  refused: {what}: {words(act['sentence'])}"
