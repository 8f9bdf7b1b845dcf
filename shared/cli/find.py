"""``antrean find``: which service meets a need, in everyday words; the kiosk's search without a screen."""

from typing import Any

import click

from shared import samples
from shared.cli.common import Reply, hall_of, hall_option, json_option, opened
from shared.domain.finding.search import Findings
from shared.domain.finding.search import find as found_by
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.text.languages import pick


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--lang", default="id", show_default=True, help="The language of the names in the answer.")
@click.option("--sample", metavar="NAME", help=f"A built-in hall: {' or '.join(samples.NAMES)}.")
@hall_option
@json_option
def find(words: tuple[str, ...], lang: str, sample: str | None, hall: str | None) -> Reply:
    """Which services meet a need, best first: antrean find bikin ktp. Words of every language are understood."""
    data = _hall(sample, hall)
    if lang not in data.hall.languages:
        known = data.hall.languages
        raise UsageFault(f"This hall does not speak {lang!r}.", f"Its languages: {', '.join(known)}.", known)
    found = found_by(data, " ".join(words))
    rows = [_row(data, match.service, lang) | {"why": match.why.value} for match in found.matches]
    return Reply(
        {"results": rows, "did_you_mean": found.meant or None, "nothing_fits": found.lost}, _lines(found, rows)
    )


def _hall(sample: str | None, folder: str | None) -> Hall:
    if sample is not None:
        return samples.load(sample)
    with opened(folder) as file:
        return hall_of(file)


def _row(hall: Hall, service: str, lang: str) -> dict[str, Any]:
    name = pick(hall.service[service].name, lang)
    return {"service": service, "name": name, "agency": hall.agency_of(service)}


def _lines(found: Findings, rows: list[dict[str, Any]]) -> list[str]:
    lines = [f"Did you mean: {found.meant}?"] if found.meant else []
    if found.lost:
        lines.append("Nothing fits. " + ("People help at:" if rows else "Please ask an officer."))
    return lines + [f"  {row['service']:6} {row['name']} ({row['why']})" for row in rows]
