"""``antrean bench``: the technician's load test of his own LAN, and ours."""

import contextlib
import json
from pathlib import Path
from typing import Any

import click

from shared import clock, config
from shared.bench import client as clients
from shared.bench import hall as halls
from shared.bench import history as histories
from shared.bench import operations
from shared.bench import verdict as verdicts
from shared.cli.common import DONE, REFUSED, Reply, hall_option, json_option
from shared.faults import UsageFault


@click.group()
def bench() -> None:
    """Measure: one client, a whole hall, the single operations, years of history; and judge what was shown."""


@bench.command()
@hall_option
@click.option("--role", type=click.Choice(clients.ROLES), default="mixed", show_default=True)
@click.option("--rate", default=1.0, show_default=True, help="Acts a second.")
@click.option("--seconds", default=30.0, show_default=True)
@click.option("--name", default="bench", show_default=True, help="The client's name; a counter's number calls there.")
@json_option
def client(hall: str | None, role: str, rate: float, seconds: float, name: str) -> Reply:
    """Be one headless client through the real store; answer every act that was shown as done."""
    _positive(rate=rate, seconds=seconds)
    order = clients.Order(config.hall_folder(hall), role, rate, seconds, name, local=config.local_folder())
    answer = clients.Client(order, clock.process_clock()).run()
    return Reply(answer, _client_lines(answer))


@bench.command()
@hall_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def verdict(hall: str | None, files: tuple[Path, ...]) -> Reply:
    """Lay clients' answers (FILES) against the hall's file: 1 when anything was lost, doubled, stuck or unseen."""
    claims = [verdicts.read(path) for path in files]
    found = verdicts.verdict(config.hall_folder(hall), clock.process_clock(), claims)
    data = {key: getattr(found, key) for key in ("lost", "doubled", "stuck", "unseen", "integrity")}
    lines = [", ".join(f"{count} {what}" for what, count in data.items()), *found.details[:20]]
    return Reply(data, lines, DONE if found.sound else REFUSED)


@bench.command()
@hall_option
@click.option("--counters", default=150, show_default=True)
@click.option("--displays", default=20, show_default=True)
@click.option("--kiosks", default=5, show_default=True)
@click.option("--rate", default=1.0, show_default=True, help="1 is 25 calls and 30 tickets a minute.")
@click.option("--seconds", default=60.0, show_default=True)
@json_option
def hall(hall: str | None, counters: int, displays: int, kiosks: int, rate: float, seconds: float) -> Reply:
    """Start that many clients here; without --hall on a fresh sample hall on this PC's disk."""
    _positive(rate=rate, seconds=seconds)
    if min(counters, displays, kiosks) < 0 or counters + displays + kiosks == 0:
        raise UsageFault("A hall needs clients.", "Give --counters, --displays and --kiosks of 0 or more.")
    size = halls.Size(counters, displays, kiosks, rate, seconds)
    with contextlib.ExitStack() as stack:
        if hall is None:
            folder, believed = stack.enter_context(halls.own_hall())
        else:
            folder, believed = config.hall_folder(hall), clock.process_clock()
        answer = halls.bench(folder, believed, size)
    return Reply(answer, [json.dumps(answer, indent=2)])


@bench.command()
@click.option("--repeat", default=300, show_default=True, help="How often each operation is done.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the trial halls are made; a temporary place if missing."
)
@json_option
def ops(repeat: int, folder: Path | None) -> Reply:
    """Each operation beside a bare SQLite transaction that writes the same rows."""
    _positive(repeat=repeat)
    return _table(operations.bench(repeat, folder))


@bench.command()
@click.option("--tickets", default=1_250_000, show_default=True, help="Tickets of history (250,000 a year).")
@click.option("--repeat", default=200, show_default=True)
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the trial halls are made; a temporary place if missing."
)
@json_option
def history(tickets: int, repeat: int, folder: Path | None) -> Reply:
    """Each operation with years of history beside the same in an empty hall."""
    _positive(tickets=tickets, repeat=repeat)
    return _table(histories.bench(tickets, repeat, folder))


def _positive(**numbers: float) -> None:
    for name, number in numbers.items():
        if not number > 0:
            raise UsageFault(f"--{name} must be above 0, not {number}.", f"Write --{name} 1, for example.")


def _client_lines(answer: dict[str, Any]) -> list[str]:
    lines = [f"{answer['name']}: {len(answer['acts'])} acts and news kept, errors {answer['errors'] or 'none'}"]
    lines += [f"  {act}: {told}" for act, told in answer["latency_ms"].items()]
    return [*lines, f"  news: {answer['news_ms']}"]


def _table(found: dict[str, dict[str, float]]) -> Reply:
    lines = [f"{'operation':<12} {'ms':>8} {'baseline':>9} {'ratio':>6}"]
    lines += [
        f"{name:<12} {row['ms']:>8.3f} {row['baseline_ms']:>9.3f} {row['ratio']:>6.2f}" for name, row in found.items()
    ]
    return Reply({"operations": found}, lines)
