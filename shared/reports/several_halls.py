"""One report of several halls: everybody together, exactly, and the halls side by side.

Each hall is counted by itself, from its file or its server, by its own promise; only sums leave it.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain import skm
from shared.domain.calendar import business_day, local
from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.count import CountScope, count_to_add
from shared.domain.statistics.day_facts import DayFacts
from shared.domain.statistics.measures import MEASURES
from shared.domain.statistics.row_sums import RowTotals, added
from shared.domain.statistics.statistics_rows import CounterRow, Grouping, PriorityLane, Statistics, StatisticsRow
from shared.reports import chart_choice, contents, first_page, tables, written
from shared.reports.counting import ReportWish
from shared.reports.document import Chapter, Chart, ChartKind, Document, ValueKind
from shared.reports.first_page import Counted
from shared.store.engine import Engine
from shared.store.questions import surveys
from shared.store.questions.day_history import over_days
from shared.text.dates import clock_and_zone, date_words


@dataclass(frozen=True, slots=True)
class HallPart:
    """What one hall brings: its name, its own figures, and what is added to the others'."""

    name: str
    statistics: Statistics
    totals: RowTotals
    answers: tuple[skm.Questionnaire, ...]
    made: str


@dataclass(frozen=True, slots=True)
class Together:
    """Everybody's figures, each hall's row, and the document."""

    now: Counted
    rows: tuple[StatisticsRow, ...]
    document: Document


def part(hall_file: Engine, hall: Hall, wish: ReportWish) -> HallPart:
    """One hall's share of the report."""
    first, last = wish.period.bounds
    now = hall_file.clock()
    scope = CountScope(cuts=(Grouping.DAY,), today=business_day(hall, now).isoformat(), now=now)

    def counted(days: Iterable[DayFacts]) -> tuple[Statistics, RowTotals]:
        return count_to_add(hall, days, scope)

    seen, totals = over_days(hall_file, first, last, counted)
    with hall_file.reading() as db:
        answers = tuple(surveys.questionnaires(db, first, last))
    wall = local(hall, now)
    made = f"{date_words(wall.date(), wish.lang)} {clock_and_zone(wall, wish.lang)}"
    return HallPart(written.words(hall.hall.name, wish.lang), seen, totals, answers, made)


def together(parts: Sequence[HallPart], wish: ReportWish) -> Together | None:
    """The report; None if nobody took a number in any of them, and nobody answered."""
    lang = wish.lang
    now = Counted(wish.period, _added(parts), skm.result(one for part in parts for one in part.answers))
    if not now.statistics.total.visits and now.satisfaction.index is None:
        return None
    rows = tuple(dataclasses.replace(part.statistics.total, key=part.name) for part in parts)
    targets = written.either(lang, " atau ", " or ").join(
        str(one) for one in sorted({part.statistics.target_minutes for part in parts})
    )
    document = Document(
        lang=lang,
        title=contents.title(wish.period.kind, lang),
        hall=written.either(lang, f"{len(parts)} mal pelayanan publik", f"{len(parts)} public service malls"),
        period=written.period(wish.period, lang),
        about=", ".join(part.name for part in parts),
        made=written.either(lang, f"Dibuat {parts[0].made}", f"Made on {parts[0].made}"),
        marks=tuple(f"{part.name}: {mark}" for part in parts for mark in contents.marks(part.statistics.marks, lang)),
        figures=tuple(_figures(now, parts, lang)),
        sections=(
            Chapter(written.either(lang, "Berdampingan", "Side by side"), charts=_charts(rows, lang)),
            Chapter(
                written.either(lang, "Tabel", "Tables"),
                tables=(
                    tables.of_halls(rows, now.statistics.total, lang),
                    *((tables.elements(now.satisfaction, lang),) if now.satisfaction.index is not None else ()),
                ),
            ),
        ),
        definitions=tuple(
            (written.words(one.name, lang), written.words(one.definition, lang).replace("{target}", targets))
            for one in MEASURES
        ),
    )
    return Together(now, rows, document)


def _added(parts: Sequence[HallPart]) -> Statistics:
    """What only one hall can say (its counters, its lane, its refusals) is left to its own report."""
    totals = added(part.totals for part in parts)
    days = {row.key for part in parts for row in part.statistics.rows.get(Grouping.DAY, ())}
    nobody = CounterRow("total", "", 0, 0, 0, 0, None, 0, 0, 0, 0)
    return Statistics(
        parts[0].statistics.target_minutes, len(days), totals.row("total"), {}, (), nobody, {},
        sum(part.statistics.booked for part in parts), sum(part.statistics.kept for part in parts), PriorityLane(),
        (), {},
    )  # fmt: skip


def _figures(now: Counted, parts: Sequence[HallPart], lang: str) -> Iterable[first_page.Figure]:
    """The first page; where the halls promise different waits, each is held to its own."""
    own = len({part.statistics.target_minutes for part in parts}) > 1
    total = now.statistics.total
    for figure, one in zip(first_page.figures(now, None, lang), first_page.HEADLINES, strict=True):
        if own and one.measure == "within" and total.wait.count:
            kept, called = written.number(total.within, lang), written.number(total.wait.count, lang)
            sentence = written.either(
                lang,
                f"{kept} dari {called} panggilan terjadi dalam target MPP masing-masing.",
                f"{kept} of {called} calls came within the target of their own hall.",
            )
            yield dataclasses.replace(figure, sentence=sentence)
        else:
            yield figure


def _charts(rows: Sequence[StatisticsRow], lang: str) -> tuple[Chart, ...]:
    """How many came and how long they waited; how many were called as promised."""
    came = chart_choice.drawn(
        "halls", written.either(lang, "Kunjungan (median tunggu)", "Visits (median wait)"), ChartKind.ROWS,
        ValueKind.COUNT, [row.key for row in rows],
        [(written.either(lang, "Kunjungan", "Visits"), [row.visits for row in rows])], lang,
        [written.minutes(row.wait.median, lang) for row in rows],
    )  # fmt: skip
    called = [row for row in rows if row.within_share is not None]
    if not called:
        return (came,)
    title = written.either(lang, "Dipanggil dalam target MPP masing-masing", "Called within each hall's own target")
    kept = chart_choice.drawn(
        "halls_within", title, ChartKind.ROWS, ValueKind.SHARE, [row.key for row in called],
        [(written.either(lang, "Tepat janji", "As promised"), [row.within_share for row in called])], lang,
    )  # fmt: skip
    return (came, kept)
