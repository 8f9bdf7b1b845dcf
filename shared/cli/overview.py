"""``antrean overview``: several halls side by side, from their folders, a server, or a folder of summaries."""

import importlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from shared import clock, config
from shared.cli.apps import lang_option
from shared.cli.common import DEVICE, Reply, json_option, told, words
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, UsageFault
from shared.store import summaries
from shared.store.engine_choice import opened_engine, server_part
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
@click.option("--window", is_flag=True, help="A window that asks the halls again and again, in place of one answer.")
@lang_option
@json_option
def overview(
    halls: tuple[str, ...], servers: tuple[str, ...], folders: tuple[Path, ...], window: bool, lang: str | None
) -> Reply | int:
    """Halls side by side: who waits how long, are promises kept, do programs run; old figures are marked."""
    if not (halls or servers or folders):
        raise UsageFault("No hall is named.", "Name halls' folders, --server URL or --summaries FOLDER.")
    if window:
        sources = [[str(Path(hall).absolute())] for hall in halls]
        sources += [["--server", url] for url in servers]
        sources += [["--summaries", str(folder.absolute())] for folder in folders]
        code: int = importlib.import_module("counter.halls.halls_program").run(sources, lang)
        return code
    local, now = config.local_folder(), clock.process_clock()()
    found = [_open(Path(hall)) for hall in halls]
    found += [one for url in servers for one in _of_server(url, local)]
    found += [one for folder in folders for one in summaries.in_folder(folder, local)]
    rows = [_row(one, now) for one in found]
    wide = max([30, *(len(_name(row)) for row in rows)])
    head = words(_HALL).ljust(wide) + words(_HEAD)
    return Reply({"at": now, "halls": rows}, [head, *(_line(row, wide) for row in rows)])


def _open(folder: Path) -> FoundSummary:
    """A hall as it stands at this moment."""
    try:
        with opened_engine(folder, device=DEVICE, clock=clock.process_clock()) as hall:
            return FoundSummary(str(folder), summaries.of_hall(hall))
    except (EnvironmentFault, UsageFault) as fault:
        return FoundSummary(str(folder), None, fault.sentence)


def _of_server(url: str, local: Path) -> list[FoundSummary]:
    """The summary of each hall in a database, as its view has it."""
    address = server_address.given(url, None)
    try:
        found = server_part("server_summaries").in_database(address)
    except EnvironmentFault as fault:
        return [FoundSummary(address.shown, None, fault.sentence)]
    return [_of_schema(schema, data, address.shown, local) for schema, data in found] or [
        FoundSummary(address.shown, None, summaries.NO_HALLS)
    ]


def _of_schema(schema: str, data: str | None, server: str, local: Path) -> FoundSummary:
    place = f"{schema} in {server}"
    if data is None:
        return FoundSummary(place, None, summaries.NOTHING_TOLD)
    return summaries.read(place, json.loads(data), local)


def _row(found: FoundSummary, now: Instant) -> dict[str, Any]:
    content = {} if found.summary is None else asdict(found.summary)
    return {"place": found.place, "stale": found.is_stale(now), "trouble": found.trouble, **content}


_HEAD = {
    "id": f" {'menunggu':>8} {'terlama':>8} {'janji':>8} {'loket':>9} {'program':>9}",
    "en": f" {'waiting':>8} {'longest':>8} {'promise':>8} {'counters':>9} {'programs':>9}",
}
_HALL = {"id": "MPP", "en": "hall"}
_OLD = {"id": "DATA LAMA", "en": "OLD"}
_LATE = {"id": "SAMPAI LEWAT JAM TUTUP", "en": "AFTER CLOSING"}
_ALONE = {"id": "TIDAK ADA YANG MELAYANI", "en": "NOBODY SERVES"}
_MINUTES = {"id": "mnt", "en": "min"}


def _name(row: dict[str, Any]) -> str:
    """Its name; of a hall that cannot be read, where it is."""
    return str(row.get("name", row["place"]))


def _line(row: dict[str, Any], wide: int) -> str:
    if "hall_id" not in row:
        return f"{_name(row):{wide}} {told(row['trouble'])}"
    promise = "-" if row["promise_percent"] is None else f"{row['promise_percent']} %"
    marks = [*([words(_OLD)] if row["stale"] else []), *([words(_LATE)] if row["beyond_closing"] else [])]
    marks += [f"{words(_ALONE)}: {', '.join(row['left_alone'])}"] if row["left_alone"] else []
    marks += [told(row["trouble"])] if row["trouble"] else []
    counters = f"{row['open_counters']}/{row['counters']}"
    programs = "-" if row["programs"] is None else str(row["programs"])
    waits = f"{row['waiting']:>8} {row['longest_minutes']:>4} {words(_MINUTES)}"
    line = f"{_name(row):{wide}} {waits} {promise:>8} {counters:>9} {programs:>9}"
    return f"{line}  {'; '.join(marks)}".rstrip()
