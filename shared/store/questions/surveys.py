"""The questionnaires of the satisfaction survey that the hall keeps, and how many visitors could have filled one in."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.report import Visit
from shared.domain.skm import KEYS, Questionnaire
from shared.domain.words import StepState
from shared.store.engine import Db, Engine
from shared.store.questions import history

_BLANK = "-"
_NOT_SERVED = frozenset({StepState.NO_SHOW, StepState.CANCELLED, StepState.EXPIRED})


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """A file that was taken in: its name, how many questionnaires, and their first and last day."""

    name: str
    questionnaires: int
    first: str
    last: str


def answers_text(one: Questionnaire) -> str:
    """The nine answers in the order of the rule, one sign each, as they are kept: ``44334-434``."""
    return "".join(_BLANK if (mark := one.answers.get(key)) is None else str(mark) for key in KEYS)


def questionnaires(db: Db, first: str, last: str) -> list[Questionnaire]:
    """The questionnaires of the days from ``first`` to ``last``."""
    rows = db.execute(
        "SELECT day, service, answers FROM skm WHERE day BETWEEN ? AND ? ORDER BY file, number", (first, last)
    ).fetchall()
    return [Questionnaire(day, service, marks(text)) for day, service, text in rows]


def sources(db: Db, first: str, last: str) -> Mapping[tuple[str, str], int]:
    """How many questionnaires of these days came in which way, by way and service."""
    rows = db.execute(
        "SELECT source, service, count(*) FROM skm WHERE day BETWEEN ? AND ? GROUP BY source, service", (first, last)
    ).fetchall()
    return {(source, service): count for source, service, count in rows}


def respondents(db: Db, first: str, last: str, agencies: frozenset[str] | None = None) -> Counter[tuple[str, str]]:
    """The respondents' traits over the months that these days touch: how often each value was given."""
    rows = db.execute(
        "SELECT agency, trait, value, sum(count) FROM skm_respondents WHERE month BETWEEN ? AND ?"
        " GROUP BY agency, trait, value",
        (first[:7], last[:7]),
    ).fetchall()
    found: Counter[tuple[str, str]] = Counter()
    for agency, trait, value, count in rows:
        if agencies is None or agency in agencies:
            found[trait, value] += count
    return found


def marks(text: str) -> Mapping[str, int | None]:
    """The answers that :func:`answers_text` wrote."""
    return {key: None if sign == _BLANK else int(sign) for key, sign in zip(KEYS, text, strict=True)}


def files(db: Db) -> list[SurveyFile]:
    """The files that were taken in, oldest days first."""
    rows = db.execute(
        "SELECT file, count(*), min(day), max(day) FROM skm GROUP BY file ORDER BY min(day), file"
    ).fetchall()
    return [SurveyFile(*row) for row in rows]


def with_the_same(db: Db, name: str, these: Sequence[Questionnaire]) -> list[str]:
    """The other files that hold just these questionnaires, in any order: perhaps one file that was saved anew."""
    asked = Counter((one.day, one.service, answers_text(one)) for one in these)
    days = (min(one.day for one in these), max(one.day for one in these))
    found: dict[str, Counter[tuple[str, str, str]]] = {}
    for file, *row in db.execute(
        "SELECT file, day, service, answers FROM skm WHERE file IN"
        " (SELECT file FROM skm WHERE file <> ? GROUP BY file HAVING count(*) = ? AND min(day) = ? AND max(day) = ?)",
        (name, len(these), *days),
    ).fetchall():
        day, service, answers = row
        found.setdefault(file, Counter())[day, service, answers] += 1
    return sorted(file for file, kept in found.items() if kept == asked)


@dataclass(frozen=True, slots=True)
class Draft:
    """A batch of paper forms that one person typed: day, service, answers and traits of each."""

    batch: str
    by: str
    forms: tuple[tuple[str, str, str, Mapping[str, str]], ...]


def draft(db: Db, batch: str) -> Draft | None:
    """A batch that waits for a second person."""
    return next((one for one in drafts(db) if one.batch == batch), None)


def drafts(db: Db) -> tuple[Draft, ...]:
    """All batches that wait."""
    rows = db.execute(
        "SELECT batch, entered_by, day, service, answers, traits FROM skm_drafts ORDER BY batch, number"
    ).fetchall()
    found: dict[tuple[str, str], list[tuple[str, str, str, Mapping[str, str]]]] = {}
    for batch, by, day, service, answers, traits in rows:
        found.setdefault((batch, by), []).append((day, service, answers, json.loads(traits)))
    return tuple(Draft(batch, by, tuple(forms)) for (batch, by), forms in found.items())


FollowUpRow = tuple[int, str, str, str, str, str, str, str, str | None, str | None]
"""Number, period, agency, element, finding, plan, who, due, done, outcome."""


def follow_ups(db: Db) -> list[FollowUpRow]:
    """What follows from surveys, what is due first at the top, what is done at the end."""
    rows = db.execute(
        "SELECT number, period, agency, element, finding, plan, who, due, done, outcome FROM skm_actions"
        " ORDER BY CASE WHEN done IS NULL THEN 0 ELSE 1 END, due, number"
    ).fetchall()
    return [tuple(row) for row in rows]


def visitors(hall_file: Engine, first: str, last: str) -> Mapping[str, int]:
    """Visits by service in these days, archives included: everybody but who missed the call, cancelled or went home."""

    def count(visits: Iterable[Visit]) -> Counter[str]:
        found: Counter[str] = Counter()
        for visit in visits:
            found.update({step.service for step in visit.steps if step.state not in _NOT_SERVED})
        return found

    return history.over_visits(hall_file, first, last, count)
