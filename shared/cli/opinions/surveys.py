"""``antrean skm import | files | remove | report``: the Ministry's satisfaction survey, without anybody's name."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from shared import survey
from shared.cli.acts import act
from shared.cli.common import Reply, hall_option, json_option, opened, sheet_content, told, words
from shared.cli.floor import hall_act
from shared.cli.opinions.following import action, actions, done, poster
from shared.cli.opinions.paper import enter, forms
from shared.cli.opinions.periods import chosen_services, days_of, period_options
from shared.domain import skm as rule
from shared.domain.answers import Refused
from shared.domain.respondents import LEAST_SHOWN, TRAITS
from shared.domain.skm import ELEMENTS, Questionnaire, Result, Source
from shared.store import acts
from shared.store.questions import surveys

NO_DATA = "no data yet"
_NAME_LENGTH = 12


@click.group()
def skm() -> None:
    """The satisfaction survey (SKM) and its index (IKM), by PermenPANRB 14/2017."""


@click.argument("file", type=click.Path(path_type=Path))
@click.option("--online", is_flag=True, help="They were gathered by an online form.")
@hall_act
def import_(**given: Any) -> Reply | Refused:
    """Take over questionnaires from a FILE (CSV or XLSX): tanggal, layanan, and the nine elements, each 1 to 4.

    Who answered (jenis kelamin, usia, pendidikan, pekerjaan, jam) is counted by month and agency, never kept with the
    answers.
    """
    path: Path = given["file"]
    content = sheet_content(path)
    with act(given) as (file, request):
        with file.reading() as db:
            hall = file.hall(db)
            there = [one.name for one in surveys.files(db)]
        found = survey.read(content, hall, file.clock(), path.name)
        if not found.questionnaires:
            return _nothing_in(path)
        name = _name(path, content, there)
        way = Source.ONLINE if given["online"] else Source.FILE
        answer = acts.take_survey(
            file, request, name, found.questionnaires, given["officer"], traits=found.traits, source=way
        )
        with file.reading() as db:
            alike = surveys.with_the_same(db, name, found.questionnaires)
    if isinstance(answer, Refused):
        return answer
    incomplete = sum(not one.is_complete for one in found.questionnaires)
    data = {
        "file": name,
        "questionnaires": len(found.questionnaires),
        "incomplete": incomplete,
        "taken": bool(answer.changes),
        "not_read": list(found.not_read),
        "counted": list(found.counted),
        "by_number": dict(found.by_number),
        "alike": alike,
    }
    how = "were taken over" if answer.changes else "were there already: the same file counts once"
    lines = [f"{len(found.questionnaires)} questionnaires {how}; {incomplete} are incomplete and not in the index."]
    if found.counted:
        lines.append(f"Counted as sums only: {', '.join(found.counted)}.")
    if found.by_number:
        read = ", ".join(f"{title} = {element}" for title, element in found.by_number.items())
        lines.append(f"Read by their numbers: {read}. Where your form has them the other way round, name the elements.")
    if found.not_read:
        lines.append(f"Not read, because nobody is to be recognised: {', '.join(found.not_read)}.")
    if alike:
        lines.append(
            f"The same answers were taken over as {', '.join(alike)}, too: of one file saved anew, remove one."
        )
    return Reply(data, [*lines, f"To take it out again: antrean skm remove {name}"])


def _nothing_in(path: Path) -> Reply:
    data: dict[str, Any] = {
        "file": None,
        "questionnaires": 0,
        "incomplete": 0,
        "taken": False,
        "not_read": [],
        "counted": [],
        "by_number": {},
        "alike": [],
    }
    said = {
        "id": f"{path.name} hanya berisi judul kolom, tanpa kuesioner: tidak ada yang diambil.",
        "en": f"{path.name} has headings and no questionnaires: nothing was taken over.",
    }
    return Reply(data, [words(said)])


def _name(path: Path, content: bytes, there: list[str]) -> str:
    """What a file is kept under: its name and what it holds; under another name the same content is the same file."""
    mark = f"-{hashlib.sha256(content).hexdigest()[:_NAME_LENGTH]}"
    return next((name for name in there if name.endswith(mark)), f"{path.stem[:40]}{mark}")


@click.command("files")
@hall_option
@json_option
def files(hall: str | None) -> Reply:
    """List the files that were taken over."""
    with opened(hall) as file, file.reading() as db:
        found = surveys.files(db)
    data = [{"file": f.name, "questionnaires": f.questionnaires, "first": f.first, "last": f.last} for f in found]
    return Reply({"files": data}, [f"{f.name}  {f.questionnaires}  {f.first} to {f.last}" for f in found] or ["none"])


@click.argument("file")
@hall_act
def remove(**given: Any) -> Reply | Refused:
    """Take the questionnaires of a FILE, named as ``skm files`` does, out again."""
    with act(given) as (file, request):
        answer = acts.remove_survey(file, request, given["file"], given["officer"])
    if isinstance(answer, Refused):
        return answer
    return Reply({"file": given["file"], "removed": True}, [f"{given['file']} was taken out."])


@click.command("report")
@hall_option
@period_options
@click.option("--service", metavar="CODE", help="Only one service.")
@click.option("--agency", metavar="CODE", help="Only the services of one agency.")
@json_option
def report(hall: str | None, service: str | None, agency: str | None, **given: Any) -> Reply:
    """Say the index of a period, each element's, and how many questionnaires are still needed."""
    with opened(hall) as file:
        with file.reading() as db:
            hall_data = file.hall(db)
            begin, end = days_of(given, hall_data, file.clock())
            services = chosen_services(hall_data, service, agency)
            everybody = surveys.questionnaires(db, begin, end)
            ways = surveys.sources(db, begin, end)
            traits = surveys.respondents(db, begin, end, frozenset({agency}) if agency else None)
        visitors = surveys.visitors(file, begin, end)
    chosen = [one for one in everybody if services is None or one.service in services]
    found = rule.result(chosen)
    sample = _sample(chosen, {code: n for code, n in visitors.items() if services is None or code in services})
    came = dict.fromkeys(Source, 0)
    for (way, code), count in ways.items():
        came[Source(way)] += count if services is None or code in services else 0
    data = {"from": begin, "to": end, "service": service, "agency": agency, **_plain(found), "sample": sample}
    data["sources"] = {way.value: count for way, count in came.items()}
    data["respondents_by"] = None if service else _by_trait(traits)
    return Reply(data, [*_lines(found), *_sample_lines(sample), *_trait_lines(data["respondents_by"])])


def _by_trait(traits: Counter[tuple[str, str]]) -> dict[str, dict[str, int | None]]:
    """Who answered, in sums of whole months; a sum that would tell of somebody is None."""
    return {trait.key: {value: _public(traits[trait.key, value]) for value in trait.values} for trait in TRAITS}


def _public(count: int) -> int | None:
    return count if count == 0 or count >= LEAST_SHOWN else None


def _trait_lines(told: Mapping[str, Mapping[str, int | None]] | None) -> list[str]:
    lines = list[str]()
    for trait in TRAITS if told else ():
        row = (told or {})[trait.key]
        if any(count != 0 for count in row.values()):
            cells = [f"{words(name)} {_count(row[value])}" for value, name in trait.values.items()]
            lines.append(f"{words(trait.name)}: {', '.join(cells)}")
    return lines


def _count(count: int | None) -> str:
    return f"<{LEAST_SHOWN}" if count is None else str(count)


def _sample(questionnaires: list[Questionnaire], visitors: Mapping[str, int]) -> dict[str, dict[str, int]]:
    have = dict.fromkeys(visitors, 0)
    for one in questionnaires:
        have[one.service] = have.get(one.service, 0) + one.is_complete
    return {
        code: {"visits": visitors.get(code, 0), "needed": rule.sample_size(visitors.get(code, 0)), "have": have[code]}
        for code in sorted(have)
    }


def _plain(found: Result) -> dict[str, Any]:
    def text(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return {
        "respondents": found.respondents,
        "incomplete": found.incomplete,
        "elements": {
            key: {"total": e.total, "nrr": text(e.nrr), "index": text(e.index), "grade": e.grade}
            for key, e in found.elements.items()
        },
        "index": text(found.index),
        "grade": found.grade,
    }


def _lines(found: Result) -> list[str]:
    left_out = f"; {found.incomplete} incomplete, left out" if found.incomplete else ""
    if found.index is None or found.grade is None:
        return [f"IKM: {NO_DATA}{left_out}"]
    head = f"IKM {_comma(found.index)}  {found.grade}  {words(rule.meaning(found.grade))}"
    lines = [f"{head}  ({found.respondents} respondents{left_out})"]
    width = max(len(words(element.name)) for element in ELEMENTS)
    for element in ELEMENTS:
        one = found.elements[element.key]
        name = words(element.name).ljust(width)
        lines.append(f"  {name}  {_comma(one.nrr)}  {_comma(one.index).rjust(6)}  {one.grade}")
    return lines


def _sample_lines(sample: Mapping[str, Mapping[str, int]]) -> list[str]:
    heads = [told(head) for head in ("service", "visits", "needed", "have", "still needed")]
    lines = ["  ".join(heads)] if sample else []
    widths = [max(7, len(heads[0])), *(len(head) for head in heads[1:])]
    for code, row in sample.items():
        missing = max(0, row["needed"] - row["have"])
        cells = (row["visits"], row["needed"], row["have"], missing)
        figures = (str(cell).rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        lines.append("  ".join((code.ljust(widths[0]), *figures)))
    return lines


def _comma(value: Decimal | None) -> str:
    """A figure as Indonesian papers print it."""
    return str(value).replace(".", ",")


import_.name, remove.name = "import", "remove"
for _command in (import_, files, remove, report, enter, forms, action, done, actions, poster):
    skm.add_command(_command)
