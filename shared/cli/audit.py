"""``antrean audit verify | why | checkpoint``: was the audit tampered with, and why was a number called."""

from collections.abc import Iterator
from typing import Any

import click

from shared import config, records
from shared.cli.common import (
    DONE,
    REFUSED,
    Reply,
    given_day,
    hall_of,
    hall_option,
    json_option,
    language,
    opened,
    plain,
    words,
)
from shared.cli.printing.checkpoint_paper import printed_slip
from shared.cli.printing.printer_target import device_options, target
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import UsageFault
from shared.store import checkpoints
from shared.store.checkpoints import Checkpoint
from shared.store.questions import audit as question
from shared.store.questions import calls_explained
from shared.store.questions.audit import AuditFault, AuditVerdict, FaultKind
from shared.store.sqlite.maintenance import backup
from shared.text.call_words import why_called
from shared.text.dates import clock_words, short_date
from shared.text.languages import FIRST

_SAID = {
    FaultKind.EDITED: "was changed after it was written",
    FaultKind.MISSING: "is missing",
    FaultKind.INSERTED: "was put in past the programs",
    FaultKind.CUT: "and all after it were cut off",
    FaultKind.UNKNOWN_KEY: "is signed with a key that this hall does not know",
}
_SHOWN = 40


@click.group()
def audit() -> None:
    """The hall's audit: check it for tampering, ask it why a number was called, note where it stands."""


@audit.command()
@hall_option
@click.option(
    "--checkpoint",
    "given",
    multiple=True,
    metavar="SEQUENCE:WORDS",
    help="A checkpoint from paper: 1204:lusab-babad-... It can be given several times.",
)
@json_option
def verify(hall: str | None, given: tuple[str, ...]) -> Reply:
    """Walk the chain of signed events and compare it with this PC's checkpoints, the backups and those given."""
    written = [_written(text) for text in given]
    with opened(hall) as file:
        here = checkpoints.read(config.local_folder(), file.hall_id)
        kept = backup.checkpoints_in(file.folder / backup.FOLDER)
        elsewhere = config.backup_folder()
        other = backup.checkpoints_in(elsewhere) if elsewhere is not None and elsewhere.is_dir() else ()
        verdict = question.verify(file, (*here, *kept, *other, *written))
    return Reply(_told(verdict), list(_lines(verdict)), DONE if verdict.ok else REFUSED)


def _written(text: str) -> Checkpoint:
    """A checkpoint as somebody reads it from paper."""
    sequence, _, said = text.strip().partition(":")
    head = checkpoints.head_of(said)
    if not sequence.strip().isdecimal() or head is None:
        raise UsageFault(f'"{text}" is not a checkpoint.', "Write its sequence and its words: 1204:lusab-babad.")
    return Checkpoint(int(sequence), head, Instant(0))


def _told(verdict: AuditVerdict) -> dict[str, Any]:
    return {
        "ok": verdict.ok,
        "faults": plain(verdict.faults),
        "checked": verdict.checked,
        "older": verdict.older,
        "first": verdict.first,
        "compared": verdict.compared,
        "restored": plain(verdict.restored),
        "checkpoint": _point(verdict.end),
    }


def _point(end: Checkpoint | None) -> dict[str, Any] | None:
    return None if end is None else {"sequence": end.sequence, "words": end.words, "at": end.at}


def _lines(verdict: AuditVerdict) -> Iterator[str]:
    yield f"{verdict.checked} signed events checked, {verdict.compared} checkpoints compared."
    if verdict.older:
        yield f"{verdict.older} events are from before the audit was signed; nothing can be said of them."
    for first, last in verdict.restored:
        yield f"Events {first} to {last} were given up when a backup was restored."
    yield from map(_fault_line, verdict.faults[:_SHOWN])
    if len(verdict.faults) > _SHOWN:
        yield f"... and {len(verdict.faults) - _SHOWN} more"
    if verdict.ok:
        yield "The audit is whole."
    if verdict.end is not None:
        yield f"It ends at {verdict.end.sequence}:{verdict.end.words}"


def _fault_line(fault: AuditFault) -> str:
    return f"Event {fault.sequence} {_SAID[fault.kind]} ({fault.kind})."


@audit.command()
@device_options
@json_option
def checkpoint(**given: Any) -> Reply:
    """Where the audit stands now: write these words down, or print them, and verify against them later.

    With --printer P1, --kiosk K1 or --device LINK it comes out there, as eight words and a QR code.
    """
    with opened(given["hall"]) as file:
        with file.reading() as db:
            end, hall = question.head(db), file.hall(db)
        now = file.clock()
    if end is None:
        return Reply({"checkpoint": None}, ["Nothing in this hall is signed yet."])
    data, lines = {"checkpoint": _point(end)}, [f"{end.sequence}:{end.words}"]
    if not any(given[name] for name in ("device", "kiosk", "printer_code")):
        return Reply(data, lines)
    with target(given) as at:
        printed = printed_slip(at, hall, now, end)
    return Reply({**data, "printed": printed.data}, [*lines, *printed.lines], printed.code)


@audit.command()
@hall_option
@click.argument("label", required=False)
@click.option("--officer", metavar="CODE", help="Only calls by this officer.")
@click.option("--counter", metavar="N", help="Only calls to this counter.")
@click.option("--day", metavar="YYYY-MM-DD", help="The day; the present business day if missing.")
@click.option("--from", "start", metavar="08.00", help="Only calls from this time on.")
@click.option("--to", "end", metavar="09.00", help="Only calls up to this time.")
@json_option
def why(
    hall: str | None, label: str | None, officer: str | None, counter: str | None, day: str | None,
    start: str | None, end: str | None,
) -> Reply:  # fmt: skip
    """Why was a number called? Every call of a LABEL, an officer, a counter or a time, with its reason."""
    wanted = calls_explained.Wanted(label, officer, counter)
    with opened(hall) as file:
        data = hall_of(file)
        with file.reading() as db:
            chosen = given_day(day) or file.pulse(db)["day"]
        found = () if chosen is None else calls_explained.calls(file, chosen, wanted)
        between = _minutes(start, 0), _minutes(end, 100 * 60)
        found = tuple(call for call in found if _is_between(data, call.at, between))
    told = [plain(call) | {"sentences": why_called(call.reason)} for call in found]
    lines: list[str] = []
    for call in found:
        by = f", {call.officer}" if call.officer else ""
        moment = calendar.local(data, call.at)
        at = f"{short_date(moment.date(), language())} {clock_words(moment, FIRST, seconds=True)}"
        lines.append(f"{call.label}, {at}, counter {call.counter}{by} (call {call.call})")
        lines += [f"  {words(sentence)}" for sentence in why_called(call.reason)]
    return Reply({"day": chosen, "calls": told}, lines or ["No such call."])


def _minutes(text: str | None, missing: int) -> int:
    if text is None:
        return missing
    try:
        return int(records.time_of_day(text))
    except ValueError as error:
        raise UsageFault(f'"{text}" is not a time: {error}.', "Write it as 10.30.") from None


def _is_between(hall: Hall, at: Instant, between: tuple[int, int]) -> bool:
    moment = calendar.local(hall, at)
    return between[0] <= moment.hour * 60 + moment.minute <= between[1]
