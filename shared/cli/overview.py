"""``antrean overview``: several halls side by side, from their folders, a server, or a folder of summaries."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from shared import clock, config
from shared.cli.common import DEVICE, Reply, json_option
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, UsageFault
from shared.store import summaries
from shared.store.engine_choice import engine_of, server_part
from shared.store.postgres import server_address
from shared.store.summaries import FoundSummary


@click.command()
@click.argument("halls", nargs=-1, metavar="[HALL]...")
@click.option(
    "--server", "servers", multiple=True, metavar="URL", help="Every hall in this database; views are enough."
)
@click.option(
    "--summaries", "folders", multiple=True, type=click.Path(path_type=Path), metavar="FOLDER",
    help="A folder into which halls write their summary.json (ANTREAN_SUMMARY_TO).",
)  # fmt: skip
@json_option
def overview(halls: tuple[str, ...], servers: tuple[str, ...], folders: tuple[Path, ...]) -> Reply:
    """Halls side by side: who waits how long, are promises kept, do programs run; old figures are marked."""
    if not (halls or servers or folders):
        raise UsageFault("No hall is named.", "Name halls' folders, --server URL or --summaries FOLDER.")
    local, now = config.local_folder(), clock.process_clock()()
    found = [_open(Path(hall)) for hall in halls]
    found += [one for url in servers for one in _of_server(url, local)]
    found += [one for folder in folders for one in summaries.in_folder(folder, local)]
    rows = [_row(one, now) for one in found]
    return Reply({"at": now, "halls": rows}, [_HEAD, *(_line(row) for row in rows)])


def _open(folder: Path) -> FoundSummary:
    """A hall as it stands at this moment."""
    try:
        with engine_of(folder, device=DEVICE, clock=clock.process_clock()) as hall:
            hall.reach()
            return FoundSummary(str(folder), summaries.of_hall(hall))
    except (EnvironmentFault, UsageFault) as fault:
        return FoundSummary(str(folder), None, fault.sentence)


def _of_server(url: str, local: Path) -> list[FoundSummary]:
    """The summary of each hall in a database, as its view has it."""
    address = server_address.given(url, None)
    try:
        told = server_part("server_summaries").in_database(address)
    except EnvironmentFault as fault:
        return [FoundSummary(address.shown, None, fault.sentence)]
    return [summaries.read(f"{schema} in {address.shown}", json.loads(data), local) for schema, data in told]


def _row(found: FoundSummary, now: Instant) -> dict[str, Any]:
    content = {} if found.summary is None else asdict(found.summary)
    return {"place": found.place, "stale": found.is_stale(now), "trouble": found.trouble, **content}


_HEAD = f"{'hall':30} {'waiting':>7} {'longest':>8} {'promise':>8} {'counters':>9} {'programs':>9}"


def _line(row: dict[str, Any]) -> str:
    if "hall_id" not in row:
        return f"{row['place'][:30]:30} {row['trouble']}"
    promise = "-" if row["promise_percent"] is None else f"{row['promise_percent']} %"
    marks = [*(["OLD"] if row["stale"] else []), *(["AFTER CLOSING"] if row["beyond_closing"] else [])]
    marks += [f"NOBODY SERVES {', '.join(row['left_alone'])}"] if row["left_alone"] else []
    marks += [row["trouble"]] if row["trouble"] else []
    counters = f"{row['open_counters']}/{row['counters']}"
    programs = "-" if row["programs"] is None else str(row["programs"])
    waits = f"{row['waiting']:>7} {row['longest_minutes']:>4} min"
    told = f"{row['name'][:30]:30} {waits} {promise:>8} {counters:>9} {programs:>9}"
    return f"{told}  {'; '.join(marks)}".rstrip()
