"""``antrean check``: is this share, this PC, this hall fit to run? In plain words, with what to do."""

from typing import Any

import click

from shared import clock
from shared.check import run
from shared.check.item import Item
from shared.cli.common import DONE, ENVIRONMENT, Reply, hall_folder, hall_option, json_option, plain, told, words
from shared.store.sqlite import journal_mode as journals
from shared.store.sqlite.share.trust import Severity

_SIGNS = {
    Severity.GOOD: {"id": "baik ", "en": "ok  "},
    Severity.WARN: {"id": "LIHAT", "en": "LOOK"},
    Severity.REFUSE: {"id": "BURUK", "en": "BAD "},
}


@click.command()
@hall_option
@click.option(
    "--with-peer", is_flag=True, help="Prove the share together with `antrean check --with-peer` on another PC."
)
@click.option("--peer-seconds", default=20.0, show_default=True, help="How long the PCs write together.")
@click.option("--peer-wait", default=120.0, show_default=True, help="How long to wait for the other PC.")
@click.option("--quick", is_flag=True, help="Do not wait for other programs' heartbeats.")
@click.option(
    "--journal", metavar="MODE", help="Write the hall's journal mode (delete, persist) while no program is open."
)
@json_option
def check(hall: str | None, journal: str | None, with_peer: bool, quick: bool, **peer: float) -> Reply:
    """Check the share, its locks and speed, the clocks, this PC and the hall's data; say what to do."""
    folder = hall_folder(hall)
    believed = clock.process_clock()
    if journal is not None:
        journals.agree(folder, journal, believed)
    wishes = run.Wishes(with_peer, quick, peer["peer_seconds"], peer["peer_wait"])
    items = list(run.check(folder, believed, wishes, lambda line: click.echo(told(line), err=True)))
    worst = run.worst(items)
    data: dict[str, Any] = {"hall": str(folder), "verdict": worst.value, "items": plain(items)}
    return Reply(data, [*map(_line, items), words(_END[worst])], ENVIRONMENT if worst is Severity.REFUSE else DONE)


_END = {
    Severity.GOOD: {"id": "Semua sebagaimana mestinya.", "en": "Everything is as it must be."},
    Severity.WARN: {
        "id": "Bisa dipakai; perhatikan yang bertanda LIHAT.",
        "en": "It works; look at what is marked LOOK.",
    },
    Severity.REFUSE: {
        "id": "Jangan buka antrean seperti ini: lihat yang bertanda BURUK.",
        "en": "Do not run a hall like this: see what is marked BAD.",
    },
}


def _line(item: Item) -> str:
    line = f"{words(_SIGNS[item.weight])} {told(item.sentence)}"
    return f"{line}\n       -> {told(item.remedy)}" if item.remedy and item.weight is not Severity.GOOD else line
