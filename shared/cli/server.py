"""What the command line does with a hall on a PostgreSQL server: make it, join it, bring it up to date."""

from pathlib import Path
from typing import Any

from shared import clock
from shared.cli.common import ENVIRONMENT, Reply
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, UsageFault
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress


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
    return Reply(answer, [f"antrean: {fault.sentence}", f"  {fault.remedy}", "", script], ENVIRONMENT)


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
        *(f"    {rights.login_line(address, kind, f'{kind}_1')}" for kind in rights.KINDS),
        "On that PC: PGUSER=kiosk_1, and the password in ~/.pgpass (docs/postgresql.md).",
    ]
