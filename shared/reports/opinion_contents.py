"""What stands in the survey's report: index, sample, who answered; beside it, never mixed in, the one-touch ratings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain import rating, skm
from shared.domain.hall_data.hall import Hall
from shared.domain.rating import Rating
from shared.domain.rating_words import FACES
from shared.domain.respondents import TRAITS
from shared.domain.skm import ELEMENTS, Questionnaire, Result
from shared.domain.statistics.measures import BY_KEY
from shared.domain.statistics.period import ReportPeriod
from shared.domain.statistics.statistics_rows import Statistics
from shared.reports import chart_choice, tables, written
from shared.reports.contents import ReportAbout, part_of
from shared.reports.document import Cell, Chapter, Document, Figure, FigureColumn, FigureTable, ValueKind
from shared.reports.first_page import Counted
from shared.reports.survey_sequel import after_survey
from shared.store.questions.surveys import FollowUpRow


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """What people said in a period.

    Attributes:
        questionnaires: those of the survey, of the part of the hall that is asked for.
        visitors: visits by service, which the sample is reckoned from.
        respondents: how many by trait and value.
        ratings: the one-touch ratings with how often each was given.
        served: how many visits could have been rated.
        follows: what follows from the surveys of these days.
    """

    questionnaires: Sequence[Questionnaire]
    visitors: Mapping[str, int]
    respondents: Counter[tuple[str, str]]
    ratings: Sequence[tuple[Rating, int]]
    served: int
    follows: Sequence[FollowUpRow] = ()


def contents(hall: Hall, period: ReportPeriod, said: OpinionFacts, about: ReportAbout, nothing: Statistics) -> Document:
    """The whole report; ``nothing`` stands for the visits, which it does not tell of."""
    lang = about.lang
    found = skm.result(said.questionnaires)
    chart = chart_choice.satisfaction(Counted(period, nothing, found), lang)
    index = Chapter(
        written.either(lang, "Indeks menurut unsur", "Index by element"),
        charts=() if chart is None else (chart,),
        tables=(tables.elements(found, lang),),
    )
    who = Chapter(
        written.either(lang, "Responden dan sampel", "Respondents and sample"),
        tables=(_sample(hall, said, lang), *_respondents(said, found.respondents, lang)),
    )
    touch = Chapter(
        written.either(lang, "Penilaian satu sentuhan (terpisah dari IKM)", "One-touch rating (apart from the IKM)"),
        tables=(_ratings(said, lang),),
    )
    return Document(
        lang=lang,
        title=written.either(lang, "Survei Kepuasan Masyarakat", "Public satisfaction survey"),
        hall=written.words(hall.hall.name, lang),
        period=written.period(period, lang),
        about=part_of(hall, about),
        made=about.made,
        figures=_figures(found, said, lang),
        sections=(index, who, after_survey(hall, period, said.follows, lang), touch),
        definitions=_definitions(lang),
    )


def needed_and_had(said: OpinionFacts) -> dict[str, tuple[int, int, int]]:
    """For each service its visits, how many questionnaires the sample needs, and how many complete ones there are."""
    have = Counter(one.service for one in said.questionnaires if one.is_complete)
    return {
        code: (said.visitors.get(code, 0), skm.sample_size(said.visitors.get(code, 0)), have[code])
        for code in sorted({*said.visitors, *have})
    }


def _figures(found: Result, said: OpinionFacts, lang: str) -> tuple[Figure, ...]:
    none = written.either(lang, "belum ada data", "no data yet")
    index = none if found.index is None else written.number(found.index, lang, 2)
    grade = "" if found.grade is None else written.words(skm.meaning(found.grade), lang)
    sample = [(need, have) for visits, need, have in needed_and_had(said).values() if visits]
    enough = f"{sum(have >= need for need, have in sample)} / {len(sample)}" if sample else written.NONE
    best, worst = _extremes(found, lang)
    return (
        Figure("IKM", index, f"{found.grade or ''} {grade}".strip(), written.words(BY_KEY["ikm"].definition, lang)),
        Figure(
            written.either(lang, "Kuesioner lengkap", "Complete questionnaires"),
            written.number(found.respondents, lang), "",
            written.either(
                lang, f"{written.number(found.incomplete, lang)} tidak lengkap dan tidak dihitung.",
                f"{written.number(found.incomplete, lang)} incomplete and left out.",
            ),
        ),
        Figure(
            written.either(lang, "Unsur terbaik", "Best element"), best, "",
            written.either(lang, "Unsur dengan indeks tertinggi.", "The element with the highest index."),
        ),
        Figure(
            written.either(lang, "Unsur terendah", "Lowest element"), worst, "",
            written.either(lang, "Di sini perbaikan dimulai.", "This is where to begin to improve."),
        ),
        Figure(
            written.either(lang, "Sampel cukup", "Sample large enough"), enough, "",
            written.either(
                lang, "layanan dengan sampel menurut Krejcie–Morgan.", "services with the sample of Krejcie and Morgan."
            ),
        ),
    )  # fmt: skip


def _extremes(found: Result, lang: str) -> tuple[str, str]:
    if found.index is None:
        return written.NONE, written.NONE
    ordered = sorted(ELEMENTS, key=lambda element: found.elements[element.key].total)
    names = [written.words(element.name, lang) for element in ordered]
    return names[-1], names[0]


def _sample(hall: Hall, said: OpinionFacts, lang: str) -> FigureTable:
    names = (
        ("Layanan", "Service", ValueKind.TEXT),
        ("Kunjungan", "Visits", ValueKind.COUNT),
        ("Perlu", "Needed", ValueKind.COUNT),
        ("Ada", "Have", ValueKind.COUNT),
        ("Masih perlu", "Still needed", ValueKind.COUNT),
        ("IKM", "IKM", ValueKind.INDEX),
        ("Mutu", "Grade", ValueKind.TEXT),
    )
    of: dict[str, list[Questionnaire]] = {}
    for one in said.questionnaires:
        of.setdefault(one.service, []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for code, (visits, need, have) in needed_and_had(said).items():
        found = skm.result(of.get(code, ()))
        index = None if found.index is None else float(found.index)
        name = chart_choice.service_name(hall, code, lang)
        rows.append((name, visits, need, have, max(0, need - have), index, found.grade or written.NONE))
    head = tuple(FigureColumn(written.either(lang, a, b), unit) for a, b, unit in names)
    title = written.either(lang, "Sampel dan IKM menurut layanan", "Sample and index by service")
    return FigureTable("sample", title, head, tuple(rows))


def _respondents(said: OpinionFacts, complete: int, lang: str) -> Iterable[FigureTable]:
    for trait in TRAITS:
        rows = [
            (written.words(name, lang), said.respondents[trait.key, value])
            for value, name in trait.values.items()
            if said.respondents[trait.key, value]
        ]
        if rows:
            head = (FigureColumn(written.words(trait.name, lang), ValueKind.TEXT), FigureColumn(
                written.either(lang, "Responden", "Respondents")))  # fmt: skip
            yield FigureTable(f"trait_{trait.key}", written.words(trait.name, lang), head, tuple(rows))


def _ratings(said: OpinionFacts, lang: str) -> FigureTable:
    found = rating.total(said.ratings)
    head = (
        FigureColumn(written.either(lang, "Wajah", "Face"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Sentuhan", "Touches")),
        FigureColumn(written.either(lang, "Bagian", "Share"), ValueKind.SHARE),
    )
    title = written.either(lang, "Penilaian satu sentuhan", "One-touch rating")
    if found.ratings < rating.LEAST_FOR_AGENCIES:
        return FigureTable("ratings", title, head, ())
    rows = tuple(
        (written.words(name, lang), found.faces[face], found.faces[face] / found.ratings)
        for face, name in FACES.items()
    )
    rate = rating.response_rate(found.ratings, said.served)
    shown = written.NONE if rate is None else f"{written.number(rate, lang, 1)}%"
    note = written.either(
        lang,
        f"{found.ratings} sentuhan dari {said.served} kunjungan terlayani ({shown}); {found.doubtful} diragukan dan"
        " tidak dihitung. Tidak menjadi bagian IKM.",
        f"{found.ratings} touches of {said.served} visits served ({shown}); {found.doubtful} doubtful and left out."
        " No part of the IKM.",
    )
    return FigureTable("ratings", title, head, rows, None, note)


def _definitions(lang: str) -> tuple[tuple[str, str], ...]:
    own = (
        (
            ("Sampel", "Sample"),
            "Krejcie–Morgan dengan 3,841 (95%), P = 0,5 dan galat 5%, dari kunjungan layanan itu pada masa survei.",
            "Krejcie and Morgan with 3.841 (95%), P = 0.5 and an error of 5%, of the service's visits in the period.",
        ),
        (
            ("Mutu", "Grade"),
            "A 88,31–100; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99, menurut indeks yang sudah dibulatkan.",
            "A 88.31–100; B 76.61–88.30; C 65.00–76.60; D 25.00–64.99, by the rounded index.",
        ),
    )
    ikm = BY_KEY["ikm"]
    return (
        (written.words(ikm.name, lang), written.words(ikm.definition, lang)),
        *((written.either(lang, *name), written.either(lang, a, b)) for name, a, b in own),
    )
