"""What the command line does with a hall on a PostgreSQL server: make it, join it, bring it up to date."""

from pathlib import Path
from typing import Any

import click

from shared import clock
from shared.cli import kept
from shared.cli.common import DEVICE, ENVIRONMENT, Reply, hall_folder, hall_option, json_option, opened
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, UsageFault
from shared.store.acts import officers
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.text.plain_lines import AsWritten


def init(folder: Path, url: str, schema: str | None, data: Hall | None) -> Reply:
    """Make a hall on a server and name it in the folder; without data, join the hall that is there and update it.

    Where this login may not make what is needed, the answer is what somebody else has to run.
    """
    address = server_address.given(url, schema)
    if (folder / "hall.db").exists():
        raise UsageFault(
            f"{folder} holds a hall already, in a file.",
            f"Move it with `antrean move --to {address.shown}`, or name another folder.",
        )
    named = server_address.of_folder(folder)
    if named is not None and named != address.without_login:
        raise UsageFault(
            f"{folder} names another hall: {named.schema} in {named.shown}.", "Name another folder, or that address."
        )
    making = server_part("server_making")
    try:
        if data is not None:
            making.make(address, data, clock.process_clock())
        elif not making.update(address):
            raise UsageFault(
                f"{address.shown} has no hall {address.schema}.",
                "Name its data with --sample NAME or --from FILE.toml.",
            )
    except EnvironmentFault as fault:
        script = getattr(fault, "script", None)
        if script is None:
            raise
        return to_be_run(fault, script)
    folder.mkdir(parents=True, exist_ok=True)
    server_address.write(folder, address)
    return Reply(told(address, folder), lines(address, folder))


def to_be_run(fault: EnvironmentFault, script: str) -> Reply:
    """What this login may not do, as lines for whoever may."""
    answer = {"fault": fault.kind.value, "sentence": fault.sentence, "remedy": fault.remedy, "script": script}
    return Reply(answer, [fault.sentence, f"  {fault.remedy}", "", AsWritten(script)], ENVIRONMENT)


def told(address: ServerAddress, folder: Path) -> dict[str, Any]:
    """The answer of ``init --server``."""
    kinds = server_part("server_rights").KINDS
    return {
        "hall": str(folder),
        "server": address.shown,
        "schema": address.schema,
        "roles": {kind: address.role(kind) for kind in kinds},
    }


def lines(address: ServerAddress, folder: Path) -> list[str]:
    """The same for people: what was made, and how each PC gets its login."""
    rights = server_part("server_rights")
    return [
        f"{folder}: the hall is {address.schema} in {address.shown}.",
        "One login for each PC, by its kind of device:",
        *(AsWritten(f"    {rights.login_line(address, kind, f'{kind}_1')}") for kind in rights.KINDS),
        "On that PC: PGUSER=kiosk_1, and the password in ~/.pgpass (docs/postgresql.md).",
    ]


@click.command()
@hall_option
@click.option("--to", "target", required=True, metavar="TARGET", help="postgresql://server/database, or a folder.")
@click.option("--schema", metavar="NAME", help="The hall's name in that database; antrean if missing.")
@json_option
def move(hall: str | None, target: str, schema: str | None) -> Reply | Refused:
    """Move the hall from its file to a PostgreSQL server, or back into a folder, with every program closed."""
    folder = hall_folder(hall)
    with opened(hall) as file:
        refused = officers.need(file, "restore")
        if refused is not None:
            return refused
        need_settled(file.hall_id)
    moving = server_part("server_moving")
    here = server_address.of_folder(folder)
    try:
        if server_address.is_address(target):
            if here is not None:
                raise UsageFault(f"This hall is on a server already ({here.shown}).", "Move it into a folder first.")
            address = server_address.given(target, schema)
            moved = moving.to_server(folder, address, device=DEVICE, clock=clock.process_clock())
        elif here is None:
            raise UsageFault("This hall is a file already.", "Name a server: --to postgresql://server/database.")
        else:
            moved = moving.to_folder(folder, Path(target), device=DEVICE, clock=clock.process_clock())
    except EnvironmentFault as fault:
        script = getattr(fault, "script", None)
        if script is None:
            raise
        return to_be_run(fault, script)
    named = server_address.shown(target) if server_address.is_address(target) else target
    rows = sum(one.rows for one in moved.tables.values())
    tables = {table: {"rows": one.rows, "hash": one.hash} for table, one in moved.tables.items()}
    return Reply(
        {"to": named, "rows": rows, "tables": tables, "kept_as": moved.kept_as},
        [
            f"{rows} rows in {len(tables)} tables are there, each table compared by count and hash.",
            f"The hall is {named} now; the old one is kept as {moved.kept_as}.",
        ],
    )


def need_settled(hall_id: str) -> None:
    """UsageFault while a file of this PC keeps acts that the hall does not have yet."""
    waiting = [f"{name} ({count})" for name, count in kept.waiting_here(hall_id)]
    if waiting:
        raise UsageFault(
            f"Acts kept on this PC are not in the hall yet: {', '.join(waiting)}.",
            "Start these programs once more, or run `antrean spool`: they settle by themselves.",
        )
