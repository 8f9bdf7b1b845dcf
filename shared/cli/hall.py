"""``antrean init | apply | export``: make a hall, change its data while it runs, write its data out."""

import dataclasses
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import click

from shared import clock, hall_file, samples
from shared.check import hall_state
from shared.cli import server as on_server
from shared.cli.common import DEVICE, Reply, hall_folder, hall_of, hall_option, json_option, opened, told
from shared.cli.speaking import clips_due
from shared.domain.answers import Refused
from shared.domain.hall_data import speakers
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.spoken_codes import spoken_codes
from shared.faults import EnvironmentFault, Kind, UsageFault, kind_of_write
from shared.store.acts import apply_hall
from shared.store.acts.apply_hall import Change
from shared.store.questions.bookings import named, unserved
from shared.store.sqlite import create
from shared.store.sqlite.maintenance import restore as restoring
from shared.text.languages import pick
from shared.text.plain_lines import AsWritten
from shared.voice import engines
from shared.whole_files import put_all


@click.command()
@hall_option
@click.option("--sample", metavar="NAME", help=f"A built-in hall: {' or '.join(samples.NAMES)}.")
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE.toml", help="A hall file.")
@click.option("--replace", is_flag=True, help="Replace a hall.db that is not usable; it is kept as a copy.")
@click.option(
    "--server",
    metavar="URL",
    help="Make it on a PostgreSQL server, like postgresql://server/antrean; without data, join the hall that is there.",
)
@click.option("--schema", metavar="NAME", help="The hall's name in that database; antrean if missing.")
@json_option
def init(
    hall: str | None, sample: str | None, source: Path | None, replace: bool, server: str | None, schema: str | None
) -> Reply:
    """Make a hall's folder with its hall.db, or with the name of its server, from a hall file or a built-in sample."""
    if (sample is not None and source is not None) or (sample is None and source is None and server is None):
        raise UsageFault("Name the data for the hall.", f"Add --sample {samples.NAMES[0]} or --from FILE.toml.")
    folder = hall_folder(hall)
    data = _data(sample, source)
    if server is not None:
        return on_server.init(folder, server, schema, data)
    if schema is not None:
        raise UsageFault("--schema is for a hall on a server.", "Add --server URL.")
    assert data is not None
    try:
        if replace and os.path.lexists(folder):
            restoring.begin_anew(folder, data, device=DEVICE, clock=clock.process_clock())
        else:
            create.create(folder, data, clock.process_clock())
    except OSError as error:
        raise unwritable(folder, error) from None
    counts = _counts(data)
    parts = ", ".join(f"{count} {name}" for name, count in counts.items())
    warnings = _warnings(data, folder)
    return Reply(
        {"hall": str(folder), "name": pick(data.hall.name), **counts, "warnings": warnings},
        [f"{folder}: {pick(data.hall.name)}, {parts}.", *warnings],
    )


def _data(sample: str | None, source: Path | None) -> Hall | None:
    """The hall that a person named; None where they named none."""
    if source is not None:
        return hall_file.read(source)
    return None if sample is None else samples.load(sample)


@click.command()
@hall_option
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--make-voice/--no-make-voice", default=True, help="Whether new names get their clips, where an engine is."
)
@json_option
def apply(hall: str | None, file: Path, *, make_voice: bool) -> Reply | Refused:
    """Change the hall's data to what FILE says, while the hall runs; only what differs is changed."""
    data = hall_file.read(file)
    with opened(hall) as stored:
        changes = apply_hall.apply(stored, data)
        if isinstance(changes, Refused):
            return changes
        with stored.reading() as db:
            homeless = unserved(db, data, stored.clock())
    differences = [AsWritten(f"{change.key}: {_what(change)}") for change in changes]
    warnings = _warnings(data, hall_folder(hall))
    if homeless:
        warnings.append(f"Warning: bookings at times when the hall is closed now: {named(homeless)}.")
    voice, said = _voice_of(data, hall, make=make_voice)
    return Reply(
        {
            "changed": [change.key for change in changes],
            "voice": voice,
            "speakers": {zone: list(speakers.speakers(data, zone)) for zone in data.zone},
            "warnings": warnings,
        },
        [
            *(differences or ["Nothing differs; nothing was changed."]),
            *(sentence for _, sentence in speakers.told(data)),
            *said,
            *warnings,
        ],
    )


def _voice_of(data: Hall, hall: str | None, *, make: bool) -> tuple[dict[str, int | None], list[str]]:
    """Names that the voice has no clips for yet: made in the background where the neural engine is, else told."""
    if not any(display.voice for display in data.display.values()):
        return {"due": 0, "pid": None}, []
    wish = clips_due.ClipWish(engine=engines.NEURAL)
    due = len(clips_due.due(data, hall_folder(hall), clips_due.wanted(data, wish)))
    if not due:
        return {"due": 0, "pid": None}, []
    if make and engines.best_name() == engines.NEURAL:
        pid = clips_due.detached(hall, wish)
        made = f"Voice: {due} sentences with names of this hall are being made; antrean voice check tells how far."
        return {"due": due, "pid": pid}, [made]
    joined = (
        f"Voice: {due} sentences with names of this hall are joined from single words until antrean voice make has run"
        ' on a PC with the extra: pip install "antrean[voice]".'
    )
    return {"due": due, "pid": None}, [joined]


def _warnings(data: Hall, folder: Path) -> list[str]:
    """What works but should be looked at: codes that no voice can say."""
    found = spoken_codes(data, hall_state.recorded_in(folder))
    return [f"Warning: {problem.key}: {problem.reason} {problem.remedy}" for problem in found]


def _what(change: Change) -> str:
    """A changed record in words, as far as it is one table."""
    if change.before is None:
        return told("new")
    if change.after is None:
        return told("gone")
    before, after = (
        cast("dict[str, Any]", side) if isinstance(side, dict) else {} for side in (change.before, change.after)
    )
    keys = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
    unset = told("unset")
    each = (f"{key} {before.get(key, unset)} -> {after.get(key, unset)}" for key in keys)
    return ", ".join(each) or told("changed")


@click.command()
@hall_option
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--with-officers", is_flag=True, help="Write the officers too, with their scrambled PINs.")
@json_option
def export(hall: str | None, file: Path | None, with_officers: bool) -> Reply:
    """Write the hall's data as a hall file from which init makes the same hall; to FILE or standard output.

    Without the officers, unless they are asked for: applied again, such a file leaves those of the hall as they are.
    """
    with opened(hall) as stored:
        data = hall_of(stored)
        text = hall_file.write(data if with_officers else dataclasses.replace(data, officer={}))
    if file is None:
        return Reply({"toml": text}, [AsWritten(text.rstrip("\n"))])
    put_all({file: text.encode()})  # on a full disk the earlier one stays
    return Reply({"file": str(file)}, [f"{file} written."])


def unwritable(path: Path, error: OSError) -> EnvironmentFault:
    """The fault of a file or folder that cannot be written."""
    kind = kind_of_write(error)
    remedy = "Free some space on that disk." if kind is Kind.FULL else "Name a folder that you may write to."
    return EnvironmentFault(kind, f"{path} cannot be written ({error.strerror or error}).", remedy)


def _counts(hall: Hall) -> dict[str, int]:
    sections: Iterable[tuple[str, int]] = (
        ("agencies", len(hall.agency)),
        ("services", len(hall.service)),
        ("counters", len(hall.counter)),
        ("kiosks", len(hall.kiosk)),
        ("displays", len(hall.display)),
    )
    return dict(sections)
