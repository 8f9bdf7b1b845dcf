"""The sheet that publishes the survey's index on the wall: one page of A4, read from two metres."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain import skm
from shared.domain.hall_data.hall import Hall
from shared.domain.skm import ELEMENTS, Result
from shared.reports import inks, written
from shared.reports.typesetting import quoted, typeset
from shared.text.dates import date_words
from shared.text.languages import pick

_MOST = 4
"""So many follow-ups have room."""
_STYLE = f"""
#set page(paper: "a4", margin: (x: 16mm, y: 14mm))
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, fill: rgb("{inks.INK}"), hyphenate: false)
#set par(leading: 0.55em)
#show heading.where(level: 1): set text(25pt, weight: 800)
#show heading.where(level: 2): it => block(above: 9mm, below: 4.5mm, text(17pt, weight: 700, it.body))
"""


@dataclass(frozen=True, slots=True)
class SheetAbout:
    """What the sheet is about: its days, its language, and the agency if it is only one's."""

    first: str
    last: str
    lang: str
    agency: str | None = None


def poster(hall: Hall, found: Result, about: SheetAbout, follows: Sequence[Mapping[str, Any]]) -> bytes:
    """The page as a tagged PDF (PDF/UA-1)."""
    return typeset(_source(hall, found, about, follows))


def _source(hall: Hall, found: Result, about: SheetAbout, follows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    lang = about.lang
    whose = pick(hall.hall.name, lang) if about.agency is None else pick(hall.agency[about.agency].name, lang)
    title = written.either(lang, "Indeks Kepuasan Masyarakat (IKM)", "Public Satisfaction Index (IKM)")
    yield f"#set document(title: {quoted(f'{title} – {whose}')})"
    yield f'#set text(lang: "{lang}")'
    yield _STYLE
    yield f'#text(14pt, weight: 600, fill: rgb("{inks.QUIET}"), {quoted(whose)})'
    yield f"#heading(level: 1, {quoted(title)})"
    yield f"#text(13pt, {quoted(f'{_day(about.first, lang)} – {_day(about.last, lang)}')})"
    yield from _index(found, lang)
    yield from _elements(found, lang)
    yield from _follow_ups(follows, lang)
    yield f'#text(10.5pt, fill: rgb("{inks.QUIET}"), {quoted(_note(found, lang))})'


def _day(iso: str, lang: str) -> str:
    return date_words(datetime.date.fromisoformat(iso), lang).partition(", ")[2]


def _index(found: Result, lang: str) -> Iterator[str]:
    if found.index is None or found.grade is None:
        words = written.either(lang, "Belum ada data", "No data yet")
        large = f"align(center, text(44pt, weight: 800, {quoted(words)}))"
        yield f'#block(width: 100%, fill: rgb("{inks.PALE}"), inset: 12mm, {large})'
        return
    mark = written.either(lang, "Mutu pelayanan", "Quality of service")
    people = written.either(lang, "responden", "respondents")
    yield (
        f'#block(width: 100%, fill: rgb("{inks.PALE}"), inset: (x: 8mm, y: 7mm),'
        f' stroke: (left: 3pt + rgb("{inks.MAIN}")),'
        f" grid(columns: (1fr, auto), align: horizon, gutter: 6mm,"
        f' text(104pt, weight: 800, fill: rgb("{inks.MAIN}"), {quoted(written.number(found.index, lang, 2))}),'
        f" align(center)[#text(13pt, {quoted(mark)}) \\ #text(72pt, weight: 800, {quoted(found.grade)}) \\"
        f" #text(16pt, weight: 700, {quoted(pick(skm.meaning(found.grade), lang))}) \\"
        f" #text(12pt, {quoted(f'{written.number(found.respondents, lang)} {people}')})]))"
    )


def _elements(found: Result, lang: str) -> Iterator[str]:
    if found.index is None:
        return
    yield f"#heading(level: 2, {quoted(written.either(lang, 'Sembilan unsur', 'The nine elements'))})"
    yield "#grid(columns: (1fr, 50mm, 20mm, 7mm), row-gutter: 5mm, column-gutter: 4mm,"
    yield "align: horizon + left,"
    for element in ELEMENTS:
        one = found.elements[element.key]
        index = one.index
        assert index is not None  # there is an index of all
        yield (
            f"[#text(14.5pt, {quoted(pick(element.name, lang))})],"
            f' box(width: 50mm, height: 6.5mm, fill: rgb("{inks.RULE}"),'
            f' box(width: {float(index)}%, height: 6.5mm, fill: rgb("{inks.MAIN}"))),'
            f"[#text(14.5pt, weight: 700, {quoted(written.number(index, lang, 2))})],"
            f"[#text(14.5pt, weight: 700, {quoted(one.grade or '')})],"
        )
    yield ")"


def _follow_ups(follows: Sequence[Mapping[str, Any]], lang: str) -> Iterator[str]:
    """As many as the page has room for: it is one page, whatever was written."""
    yield "#block(height: 1fr, width: 100%, above: 7mm, below: 4mm)["
    if follows:
        title = written.either(lang, "Tindak lanjut", "What follows")
        texts = ", ".join(quoted(_follow_up(row, lang)) for row in follows)
        more = quoted(written.either(lang, "lainnya di daftar tindak lanjut", "more on the list"))
        yield f"#let texts = ({texts},)"
        yield "#let follow(most, size) = [#set text(size)"
        yield f"#heading(level: 2, {quoted(title)})"
        yield "#for words in texts.slice(0, most) [- #words]"
        yield f"#if texts.len() > most [- #(texts.len() - most) #{more}]]"
        yield f"#layout(room => {{for (most, size) in {_tries(len(follows))} {{let body = follow(most, size)"
        yield "if measure(block(width: room.width, body)).height <= room.height {return body}}})"
    yield "]"


def _tries(follows: int) -> str:
    """How many follow-ups in which size, the best first."""
    counts = range(min(follows, _MOST), 0, -1)
    return "(" + ", ".join(f"({most}, {size}pt)" for most in counts for size in (13, 11.5)) + ",)"


def _follow_up(row: Mapping[str, Any], lang: str) -> str:
    when = (
        f"{written.either(lang, 'selesai', 'done')} {_day(row['done'], lang)}"
        if row["done"]
        else f"{written.either(lang, 'paling lambat', 'until')} {_day(row['due'], lang)}"
    )
    return f"{row['finding']}: {row['plan']} ({row['who']}, {when})"


def _note(found: Result, lang: str) -> str:
    left = f" {found.incomplete} kuesioner tidak lengkap tidak dihitung." if found.incomplete else ""
    left_en = f" {found.incomplete} incomplete questionnaires are not counted." if found.incomplete else ""
    return written.either(
        lang,
        "Survei Kepuasan Masyarakat menurut PermenPANRB 14/2017: sembilan unsur, bobot sama (1/9), tanpa nama. "
        f"A 88,31–100 · B 76,61–88,30 · C 65,00–76,60 · D 25,00–64,99.{left}",
        "Satisfaction survey by PermenPANRB 14/2017: nine elements of equal weight (1/9), no respondent's name. "
        f"A 88.31–100 · B 76.61–88.30 · C 65.00–76.60 · D 25.00–64.99.{left_en}",
    )
