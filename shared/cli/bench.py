"""``antrean bench``: a technician's load test of the hall's LAN, and ours."""

import contextlib
import math
import signal
from collections.abc import Generator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import click

from shared import clock, config, log
from shared.cli.common import DONE, REFUSED, Reply, hall_folder, hall_option, json_option, told
from shared.faults import UsageFault
from shared.text.plain_lines import AsWritten
from shared.tools.bench import client as clients
from shared.tools.bench import display_latency as displays
from shared.tools.bench import engines_beside, report_beside, single_acts
from shared.tools.bench import long_history as histories
from shared.tools.bench import verdict as verdicts
from shared.tools.bench import whole_hall as halls

_LONGEST_NAME = 40


@click.group()
def bench() -> None:
    """Measure: one client, a whole hall, the single operations, years of history; and judge what was shown."""


@bench.command()
@hall_option
@click.option("--role", type=click.Choice(clients.ROLES), default="mixed", show_default=True)
@click.option("--rate", default=1.0, show_default=True, help="Acts a second; a display makes none.")
@click.option("--seconds", default=30.0, show_default=True)
@click.option(
    "--name", default="bench", show_default=True, help="The client's name; a counter's number calls at that counter."
)
@json_option
def client(hall: str | None, role: str, rate: float, seconds: float, name: str) -> Reply:
    """Be one headless client through the real store, feed and spool; answer every act that was shown as done.

    Ctrl-C (or a TERM signal) ends it early: it still answers what it was shown so far.
    """
    _positive(rate=rate, seconds=seconds)
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UsageFault(
            f"{name!r} cannot be a client's name.", f"Give --name 1 to {_LONGEST_NAME} letters, digits or signs."
        )
    order = clients.ClientOrder(hall_folder(hall), role, rate, seconds, name, local=config.local_folder())
    log.start("bench", config.local_folder(), screen=False)
    one = clients.Client(order, clock.process_clock())
    with _stopping(one):
        answer = one.run()
    return Reply(answer, _client_lines(answer))


@contextlib.contextmanager
def _stopping(one: clients.Client) -> Generator[None]:
    """Let a signal end a client's work early; a second one, or one before it has reached the hall, ends it at once."""

    def heed(_number: int, _frame: FrameType | None) -> None:
        if one.stopped or not one.ready:
            raise KeyboardInterrupt
        one.stop()

    with _heeded(heed):
        yield


@contextlib.contextmanager
def _heeded(heed: Any) -> Generator[None]:
    """A handler for Ctrl-C and TERM while the block runs. Who started us so that one is ignored is obeyed."""
    kept: dict[signal.Signals, Any] = {}
    for one in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(one) is not signal.SIG_IGN:
            kept[one] = signal.signal(one, heed)
    try:
        yield
    finally:
        for one, before in kept.items():
            signal.signal(one, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@bench.command()
@hall_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def verdict(hall: str | None, files: tuple[Path, ...]) -> Reply:
    """Compare clients' answers (FILES) with the hall's file: exit 1 when anything is lost, doubled, stuck or unseen.

    The file remembers each press for two business days: run this within that time.
    """
    claims = [verdicts.read(path) for path in files]
    found = verdicts.verdict(hall_folder(hall), clock.process_clock(), claims)
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
    log.start("bench", config.local_folder(), screen=False)
    if min(counters, displays, kiosks) < 0 or counters + displays + kiosks == 0:
        raise UsageFault("A hall needs clients.", "Give --counters, --displays and --kiosks of 0 or more.")
    size = halls.HallSize(counters, displays, kiosks, rate, seconds)
    with contextlib.ExitStack() as stack:
        if hall is None:
            folder, believed = stack.enter_context(halls.own_hall())
        else:
            folder, believed = hall_folder(hall), clock.process_clock()
        stack.enter_context(_heeded(_interrupt))
        answer = halls.bench(folder, believed, size)
    return Reply(answer, _hall_lines(answer))


_server_option = click.option(
    "--server", required=True, metavar="URL", help="A PostgreSQL server; the trial halls are taken away afterwards."
)


@bench.command()
@_server_option
@click.option("--counters", default=150, show_default=True)
@click.option("--displays", default=20, show_default=True)
@click.option("--kiosks", default=5, show_default=True)
@click.option("--rate", default=10.0, show_default=True, help="1 is 25 calls and 30 tickets a minute.")
@click.option("--seconds", default=30.0, show_default=True)
@click.option("--calls", default=60, show_default=True, help="Presses until a display has painted them.")
@json_option
def engines(server: str, calls: int, **given: Any) -> Reply:
    """The same whole hall in a file and on a server: acts, news, and from a press to the frame that has it."""
    _positive(calls=calls, **given)
    log.start("bench", config.local_folder(), screen=False)
    with _heeded(_interrupt):
        found = engines_beside.side_by_side(server, halls.HallSize(**given), calls)
    return Reply(found, engines_beside.lines(found), DONE if engines_beside.is_sound(found) else REFUSED)


@bench.command("halls")
@_server_option
@click.option("--halls", "counts", default="1,2,5,10", show_default=True, help="How many halls at once, one by one.")
@click.option("--counters", default=30, show_default=True, help="Of each hall, as the others.")
@click.option("--displays", default=4, show_default=True)
@click.option("--kiosks", default=1, show_default=True)
@click.option("--rate", default=1.0, show_default=True, help="1 is 25 calls and 30 tickets a minute in each hall.")
@click.option("--seconds", default=20.0, show_default=True)
@json_option
def halls_(server: str, counts: str, **given: Any) -> Reply:
    """How one server bears several halls at once; of each figure the worst hall's."""
    _positive(**given)
    wanted = [int(one) for one in counts.split(",") if one.strip().isdigit() and int(one) > 0]
    if not wanted or len(wanted) != len(counts.split(",")):
        raise UsageFault(f"--halls must be numbers above 0, not {counts}.", "Write --halls 1,2,5,10, for example.")
    log.start("bench", config.local_folder(), screen=False)
    with _heeded(_interrupt):
        rows = engines_beside.growing(server, wanted, halls.HallSize(**given))
    broken = any(row["broken"] for row in rows)
    return Reply({"rows": rows}, engines_beside.growth_lines(rows), REFUSED if broken else DONE)


@bench.command()
@hall_option
@click.option("--display", "code", help="The display of the hall to start; the first of its file if missing.")
@click.option("--counters", default=0, show_default=True, help="Counters that are alive besides.")
@click.option("--calls", default=100, show_default=True, help="Presses of next, one after the other.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the fresh hall is made, as on a share; here if missing."
)
@json_option
def display(hall: str | None, code: str | None, counters: int, calls: int, folder: Path | None) -> Reply:
    """How soon a display shows a call: from the press in another process to the frame that has it.

    Starts a real display and presses; without --hall on a fresh sample hall. Then a burst: 46 counters call within 10
    seconds.
    """
    _positive(calls=calls)
    if counters < 0:
        raise UsageFault(f"--counters must be 0 or more, not {counters}.", "Write --counters 150, for example.")
    log.start("bench", config.local_folder(), screen=False)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_heeded(_interrupt))
        place = stack.enter_context(displays.own_hall(folder=folder)) if hall is None else hall_folder(hall)
        answer = displays.bench(place, displays.chosen(place, code), counters, calls)
    return Reply(answer, _display_lines(answer), REFUSED if answer["unseen"] else DONE)


@bench.command()
@hall_option
@click.option("--display", "code", help="The display of the hall to start; the first of its file if missing.")
@click.option("--calls", default=36_000, show_default=True, help="Calls; 36,000 are 24 hours of 25 a minute.")
@click.option("--rate", default=20.0, show_default=True, help="Calls a second.")
@json_option
def soak(hall: str | None, code: str | None, calls: int, rate: float) -> Reply:
    """A long busy day on one display, compressed: is every call painted, does its memory stay flat?"""
    _positive(calls=calls, rate=rate)
    log.start("bench", config.local_folder(), screen=False)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_heeded(_interrupt))
        folder = stack.enter_context(displays.own_hall()) if hall is None else hall_folder(hall)
        answer = displays.soak(folder, displays.chosen(folder, code), calls, rate)
    memory = answer["memory_mb"]
    lines = [
        f"{answer['calls']} calls, {answer['unseen']} unseen; press to frame {_spread(answer['painted_ms'])}",
        f"memory {memory['begin']} MB at the begin, {memory['end']} MB at the end, {memory['most']} MB at most",
        f"started again: {answer['restart_ms']} ms to the frame with the last call",
    ]
    return Reply(answer, lines, REFUSED if answer["unseen"] else DONE)


@bench.command()
@click.option("--repeat", default=300, show_default=True, help="How often each operation is done.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the trial halls are made; a temporary place if missing."
)
@json_option
def ops(repeat: int, folder: Path | None) -> Reply:
    """Each operation beside a bare SQLite transaction that writes the same rows."""
    _positive(repeat=repeat)
    return _table(single_acts.bench(repeat, folder))


@bench.command()
@click.option("--repeat", default=300, show_default=True, help="How often each operation is done.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the trial halls are made; a temporary place if missing."
)
@json_option
def audit(repeat: int, folder: Path | None) -> Reply:
    """Each operation with its events signed beside the same one unsigned."""
    _positive(repeat=repeat)
    found = single_acts.bench_audit(repeat, folder)
    lines = [_head("ms", "unsigned", "added")]
    lines += [
        AsWritten(f"{name:<12} {row['ms']:>8.3f} {row['baseline_ms']:>9.3f} {row['added_ms']:>6.3f}")
        for name, row in found.items()
    ]
    return Reply({"operations": found}, lines)


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


@bench.command()
@click.option("--tickets", default=250_000, show_default=True, help="Tickets of history: a year of 250 days.")
@click.option("--stretches", default=6, show_default=True, help="How many reports are made, each beside presses.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the trial hall is made; a temporary place if missing."
)
@click.option(
    "--kept", type=click.Path(path_type=Path), help="A folder that keeps the trial hall's history for the next time."
)
@json_option
def report(tickets: int, stretches: int, folder: Path | None, kept: Path | None) -> Reply:
    """Say whether a year's report holds up the officers: next beside it and alone."""
    _positive(tickets=tickets, stretches=stretches)
    answer = report_beside.bench(tickets, stretches, folder, kept)
    return Reply(
        answer,
        [
            f"next alone            {_spread(answer['alone_ms'])}, {answer['alone_ms']['count']} presses",
            f"next beside a report  {_spread(answer['beside_ms'])}, {answer['beside_ms']['count']} presses",
            f"  of another hall     {_spread(answer['elsewhere_ms'])}, {answer['elsewhere_ms']['count']} presses",
            f"p99 with / without    {answer['p99_ratio']}; this hall / another {answer['p99_of_the_file']};"
            f" without / without {answer['p99_noise']}",
            f"reports made          {answer['reports']}: {answer['report_seconds']} s on the clock,"
            f" {answer['report_cpu_seconds']} s of one core",
        ],
    )


def _positive(**numbers: float) -> None:
    for name, number in numbers.items():
        if not (number > 0 and math.isfinite(number)):
            raise UsageFault(f"--{name} must be a number above 0, not {number:g}.", f"Write --{name} 1, for example.")


def _client_lines(answer: dict[str, Any]) -> list[str]:
    kinds = dict.fromkeys(act["act"] for act in answer["acts"])
    counts = {kind: sum(act["act"] == kind for act in answer["acts"]) for kind in kinds}
    spooled = sum(not act["settled"] for act in answer["acts"])
    lines = [
        f"{answer['name']}: {_counted(counts) or 'no acts'}{f', {spooled} of them not settled yet' if spooled else ''}",
        f"  errors: {_counted(answer['errors']) or 'none'}; refused: {_counted(answer['refused']) or 'none'}",
    ]
    lines += [AsWritten(f"  {act:<8} {told(_spread(found))}") for act, found in answer["latency_ms"].items()]
    return [*lines, f"  news     {_spread(answer['news_ms'])}"]


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _spread(told: Mapping[str, Any]) -> str:
    """Percentiles as a person reads them."""
    if told.get("p50") is None:
        return "nothing measured"
    return ", ".join(f"{name} {told[name]:g} ms" for name in ("p50", "p95", "p99", "max") if name in told)


def _hall_lines(answer: dict[str, Any]) -> list[str]:
    broken = {what: answer[what] for what in ("lost", "doubled", "stuck", "unseen", "integrity")}
    return [
        f"{answer['acts']} acts, {answer['errors']} errors; {_counted(broken)}",
        *(AsWritten(f"  {act:<8} {told(_spread(found))}") for act, found in answer["latency_ms"].items()),
        f"  a call until a display has it: {_spread(answer['noticed_ms'])}",
        f"  a call until every display has it: {_spread(answer['noticed_by_all_ms'])}",
        f"  an idle client: {answer['idle_cpu_percent']:g} % of a core; memory of one: {answer['memory_mb']:g} MB",
    ]


def _display_lines(answer: dict[str, Any]) -> list[str]:
    return [
        f"press to frame   {_spread(answer['painted_ms'])}",
        *(AsWritten(f"  {part:<14} {told(_spread(found))}") for part, found in answer["parts_ms"].items()),
        f"in a burst       {_spread(answer['burst_ms'])}",
        f"unseen calls     {answer['unseen']}",
    ]


def _head(*names: str) -> str:
    """The heads of three figures for each operation."""
    first, second, third = (told(name) for name in names)
    return AsWritten(f"{told('operation'):<12} {first:>8} {second:>9} {third:>6}")


def _table(found: dict[str, dict[str, float]]) -> Reply:
    lines = [_head("ms", "baseline", "ratio")]
    lines += [
        AsWritten(f"{name:<12} {row['ms']:>8.3f} {row['baseline_ms']:>9.3f} {row['ratio']:>6.2f}")
        for name, row in found.items()
    ]
    return Reply({"operations": found}, lines)
