"""``antrean backup | restore | salvage | archive | chores``: copies of the hall, and the way back from one."""

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import click

from shared import clock, config, log
from shared.cli.common import DEVICE, Reply, hall_folder, hall_option, json_option, opened
from shared.domain.answers import Refused
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import summaries
from shared.store.acts import officers
from shared.store.engine import Engine
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.sqlite import remains
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import archive as archives
from shared.store.sqlite.maintenance import backup as backups
from shared.store.sqlite.maintenance import restore as restoring
from shared.store.sqlite.maintenance import salvage as salvaging
from shared.store.sqlite.maintenance import schedule as chore

_NAMED = 12  # labels that are named on the screen; --json names all


@contextlib.contextmanager
def _at_work(hall: str | None) -> Generator[Engine]:
    """The open file; a restore that would replace its content sees that this command runs."""
    with opened(hall) as file, contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # the hall's own file says what is wrong with the share
            presence = file.heartbeat()
            stack.callback(presence.leave)
            presence.enter()
        yield file


def _on_server() -> Any:
    """The same for a hall on a server."""
    return server_part("server_upkeep")


@click.command()
@hall_option
@click.option(
    "--to", type=click.Path(path_type=Path), metavar="FOLDER", help="Another disk; the hall's folder if missing."
)
@json_option
def backup(hall: str | None, to: Path | None) -> Reply:
    """Copy the hall while it runs: consistent and checked; the oldest copies are removed."""
    with _at_work(hall) as file:
        made = backups.backup(file, to) if isinstance(file, HallFile) else _on_server().backup(file, to)
    told = [f"{made.path}: {made.bytes} bytes, up to event {made.sequence}."]
    told += [f"{path} was removed: enough newer copies exist." for path in made.removed]
    answer = {
        "file": str(made.path),
        "bytes": made.bytes,
        "sequence": made.sequence,
        "at": made.at,
        "removed": [str(path) for path in made.removed],
    }
    return Reply(answer, told)


@click.command()
@hall_option
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Restore. Without it, only what would be lost is told.")
@json_option
def restore(hall: str | None, file: Path | None, yes: bool) -> Reply | Refused:
    """Put a backup (the newest, if no FILE is named) back into the hall's file, with every program closed."""
    refused = _refused(hall, "restore")
    if refused is not None:
        return refused
    folder = hall_folder(hall)
    path = file or _newest(folder)
    what_is_lost, put_back = restoring.what_is_lost, restoring.restore
    if server_address.of_folder(folder) is not None:
        what_is_lost, put_back = _on_server().what_is_lost, _on_server().put_back
    if not yes:
        loss = what_is_lost(folder, path, device=DEVICE, clock=clock.process_clock())
        told = [*_told(loss, path), "Nothing was changed; add --yes to restore."]
        return Reply({"file": str(path), "restored": False, "lost": _counts(loss)}, told)
    loss = put_back(folder, path, device=DEVICE, clock=clock.process_clock())
    return Reply(
        {"file": str(path), "restored": True, "lost": _counts(loss)}, [f"{path} is restored.", *_told(loss, path)]
    )


def _refused(hall: str | None, act: str) -> Refused | None:
    """Whether whoever signed in may not do this; a hall that is damaged or missing cannot say so."""
    try:
        with opened(hall) as file:
            return officers.need(file, act)
    except EnvironmentFault:
        return None


def _newest(folder: Path) -> Path:
    found = backups.backups_in(folder / backups.FOLDER)
    if not found:
        raise UsageFault(f"{folder} has no backups.", _no_backups(folder))
    return found[-1]


def _no_backups(folder: Path) -> str:
    """What to do where there is nothing to restore."""
    left = remains.found(folder)
    if left is None:
        return (
            "Name a backup file, or make one with `antrean backup`. (A damaged hall without any: `antrean salvage` "
            "saves what can be read; `antrean init --replace` makes a new hall.)"
        )
    return f"There is no hall either: {left}. {remains.way_out(folder)}"


def _counts(loss: restoring.Loss) -> dict[str, object]:
    return {
        "since": loss.since,
        "events": loss.events,
        "tickets": loss.tickets,
        "calls": loss.calls,
        "labels": list(loss.labels),
        "readable": loss.readable,
    }


def _told(loss: restoring.Loss, path: Path) -> list[str]:
    known = f"{loss.events} events, {loss.tickets} tickets and {loss.calls} calls"
    if not loss.readable and not loss.events:
        return [f"The present file cannot be read, so nobody can say what is newer than {path.name}."]
    if not loss.events:
        return [f"Nothing happened since {path.name}."]
    least = "" if loss.readable else "at least, because the present file is damaged:  "
    told = [f"Not in {path.name}: {least}{known} made since."]
    if loss.labels:
        more = f" and {len(loss.labels) - _NAMED} more" if len(loss.labels) > _NAMED else ""
        told.append(f"These papers are in people's hands: {', '.join(loss.labels[:_NAMED])}{more}.")
    if not loss.readable:
        told.append("`antrean salvage` may save more than that backup has.")
    return told


@click.command()
@hall_option
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="The damaged file, if another.")
@click.option(
    "--fill",
    type=click.Path(path_type=Path),
    metavar="BACKUP",
    help="A backup that fills the gaps; the newest sound one of the hall if missing.",
)
@click.option("--no-fill", is_flag=True, help="Only what the damaged file itself has.")
@click.argument("target", type=click.Path(path_type=Path))
@json_option
def salvage(hall: str | None, source: Path | None, fill: Path | None, no_fill: bool, target: Path) -> Reply:
    """Save what can be read of a damaged hall.db into the new file TARGET, which `restore` takes; it is only read."""
    damaged = source or hall_folder(hall) / FILE
    if not damaged.is_file():
        raise EnvironmentFault(Kind.NO_HALL, f"There is no file {damaged}.", "Name the damaged file with --from.")
    if target.exists():
        raise UsageFault(f"{target} exists already.", "Name a new file.")
    if fill is None and not no_fill and (hall or not source):
        fill = backups.newest_sound(hall_folder(hall) / backups.FOLDER)
    report = salvaging.salvage(damaged, target, fill)
    tables = [
        {"table": one.table, "read": one.read, "filled": one.filled, "broken": one.broken} for one in report.tables
    ]
    told = [
        f"  {one.table}: {one.read} rows saved, {one.filled} from the backup, {one.broken} broken places"
        for one in report.tables
        if one.read or one.filled or one.broken
    ]
    if fill is not None:
        told.append(f"Gaps were filled from {fill.name}.")
    told.append(f"{report.dropped} rows were dropped because what they belong to is lost.")
    told.append(f"{target} is sound." if report.wrong is None else f"{target} is still damaged: {report.wrong}")
    filled_from = None if fill is None else str(fill)
    answer = {
        "file": str(target),
        "filled_from": filled_from,
        "tables": tables,
        "dropped": report.dropped,
        "sound": report.wrong is None,
    }
    return Reply(answer, told)


@click.command()
@hall_option
@click.option(
    "--keep-days", type=click.IntRange(2, 36_500), metavar="N", help="Days that stay; the hall's keep_days if missing."
)
@json_option
def archive(hall: str | None, keep_days: int | None) -> Reply | Refused:
    """Move days older than --keep-days into yearly files, so that the hall's file stays small."""
    with _at_work(hall) as file:
        refused = officers.need(file, "archive")
        if refused is not None:
            return refused
        if not isinstance(file, HallFile):
            return Reply({"archived": None}, ["A server keeps every day in its tables; nothing is archived."])
        done = archives.archive(file, keep_days=keep_days)
    if done is None:
        return Reply({"archived": None}, ["No day is old enough to archive."])
    answer = {"first": done.first, "last": done.last, "rows": done.rows, "files": [str(path) for path in done.files]}
    return Reply({"archived": answer}, [f"{done.first} to {done.last} are in {', '.join(map(str, done.files))} now."])


@click.command()
@hall_option
@json_option
def chores(hall: str | None) -> Reply:
    """Do what is due for the hall and was not claimed yet: backups, integrity check, archive. Programs call it."""
    log.start("chores", config.local_folder(), screen=False)
    try:
        with _at_work(hall) as file:
            summaries.tell(file)
            done = chore.do_due(file) if isinstance(file, HallFile) else _on_server().do_due(file)
    except EnvironmentFault as fault:
        log.logger("chores").warning("%s", fault)
        raise
    told = [f"{one.name}: {one.outcome}" for one in done]
    answer = [{"name": one.name, "outcome": one.outcome, "ok": one.ok} for one in done]
    return Reply({"done": answer}, told or ["Nothing is due."])
