"""A report as PDF: laid out by typst, tagged (PDF/UA-1), with the product's own typeface."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import shared
from shared.reports import charts, inks, written
from shared.reports.document import Cell, Chapter, Document, Figure, FigureTable, ValueKind

_FONTS = Path(shared.__file__).parent / "assets" / "fonts"
_STYLE = f"""
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 20mm), footer: context [
  #set text(8.5pt, fill: rgb("{inks.QUIET}"))
  #line(length: 100%, stroke: 0.5pt + rgb("{inks.RULE}")) #v(-2mm)
  #FOOT #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: "Atkinson Hyperlegible Next", size: 10pt, fill: rgb("{inks.INK}"), hyphenate: true)
#set par(leading: 0.62em, justify: false)
#show heading.where(level: 1): set text(21pt, weight: 700)
#show heading.where(level: 2): it => block(above: 9mm, below: 3.5mm, sticky: true,
  text(14pt, weight: 700, fill: rgb("{inks.MAIN}"), it.body))
#show heading.where(level: 3): it => block(above: 6mm, below: 2.5mm, sticky: true, text(11pt, weight: 700, it.body))
#show figure: set block(breakable: false)
#set table(stroke: (_, y) => (bottom: 0.5pt + rgb("{inks.RULE}"), top: if y == 0 {{ 1pt + rgb("{inks.INK}") }}),
  inset: (x: 1.6mm, y: 1.25mm))
#show table.cell.where(y: 0): set text(weight: 700, size: 8pt)
#show table.cell.where(y: 0): set par(leading: 0.4em)
#show table: set text(9pt, hyphenate: true)
#show table: set par(leading: 0.5em)
#let card(name, value, change, sentence) = [
  #text(9.5pt, weight: 700, name) \\
  #text(19pt, weight: 700, value) #h(2mm) #text(9pt, fill: rgb("{inks.QUIET}"), change) \\
  #text(9pt, sentence)
]
"""


def pdf(document: Document) -> bytes:
    """The whole report; the language, the title and the words of every chart are in its tags."""
    import typst  # noqa: PLC0415 - 30 MB that only a PDF needs

    with tempfile.TemporaryDirectory(prefix="antrean-report-") as folder:
        place = Path(folder)
        for number, chart in enumerate(document.charts):
            (place / f"chart{number}.svg").write_text(charts.svg(chart, document.lang), encoding="utf-8")
        (place / "report.typ").write_text("\n".join(_source(document)), encoding="utf-8")
        return typst.compile(
            place / "report.typ", root=place, font_paths=[_FONTS], ignore_system_fonts=True, pdf_standards=["ua-1"]
        )


def _source(document: Document) -> Iterator[str]:
    foot = f"{document.hall} · {document.title}, {document.period}"
    yield f"#set document(title: {_string(f'{document.title} – {document.hall}, {document.period}')})"
    yield f'#set text(lang: "{document.lang}")'
    yield _STYLE.replace("#FOOT", f"#{_string(foot)}")
    yield f'#text(11pt, weight: 600, fill: rgb("{inks.QUIET}"), {_string(document.hall)})'
    yield f"#heading(level: 1, {_string(document.title)})"
    about = " · ".join(filter(None, (document.period, document.about)))
    yield f'#text(13pt, {_string(about)}) \\ #text(9pt, fill: rgb("{inks.QUIET}"), {_string(document.made)})'
    if document.marks:
        yield _marks(document)
    if document.figures:
        yield "#v(2mm)"
        cards = ",\n".join(map(_card, document.figures))
        yield (
            f'#grid(columns: (1fr, 1fr), gutter: 3mm, fill: rgb("{inks.PALE}"), inset: (x: 4mm, y: 3.2mm),'
            f' stroke: (left: 2.2pt + rgb("{inks.MAIN}")), {cards})'
        )
    number = 0
    for section in document.sections:
        yield from _section(document, section, number)
        number += len(section.charts)
    if document.definitions:
        title = written.either(document.lang, "Arti setiap angka", "What each figure means")
        yield f"#heading(level: 2, {_string(title)})"
        yield "#set text(9pt)"
        for name, meaning in document.definitions:
            yield f"#block(below: 2.4mm, breakable: false)[#strong({_string(name)}) \\ #{_string(meaning)}]"


def _marks(document: Document) -> str:
    items = "\n".join(f"- #{_string(mark)}" for mark in document.marks)
    head = written.either(document.lang, "Baca dengan catatan ini", "Read it with this in mind")
    return (
        f'#block(width: 100%, above: 4mm, inset: 3mm, stroke: 1pt + rgb("{inks.SECOND}"))['
        f"#strong({_string(head)})\n{items}]"
    )


def _card(figure: Figure) -> str:
    return f"card({', '.join(map(_string, (figure.name, figure.value, figure.change, figure.sentence)))})"


def _section(document: Document, section: Chapter, number: int) -> Iterator[str]:
    if len(section.tables) > 2 and not section.charts and number and section is _first_of_tables(document):
        yield "#pagebreak(weak: true)"
    yield f"#heading(level: 2, {_string(section.title)})"
    if section.text:
        yield f"#par({_string(section.text)})"
    for at, chart in enumerate(section.charts, number):
        yield (
            f"#block(breakable: false, width: 100%)[#heading(level: 3, {_string(chart.title)})\n"
            f'#image("chart{at}.svg", width: 100%, alt: {_string(chart.alt)})]'
        )
    for table in section.tables:
        yield from _table(document, table, section.title)


def _first_of_tables(document: Document) -> Chapter | None:
    return next((section for section in document.sections if not section.charts), None)


def _table(document: Document, table: FigureTable, within: str) -> Iterator[str]:
    if table.title != within:
        yield f"#heading(level: 3, {_string(table.title)})"
    if table.note:  # above: below, it may stand alone on a page
        yield f'#block(sticky: true, text(8.6pt, fill: rgb("{inks.QUIET}"), {_string(table.note)}))'
    if not table.rows:
        yield f"#par({_string(written.either(document.lang, 'Belum ada data.', 'No data yet.'))})"
        return
    texts = [column.unit is ValueKind.TEXT for column in table.columns]
    fits = 15 if len(texts) > 7 else 22  # millimetres of a column of figures
    wide = 45 if all(texts) else fits
    named = 1 if table.columns[1:] and table.key == "counters" else 0  # a counter's code stands before its agency
    widths = ", ".join("1fr" if at == named else f"{wide if text else fits}mm" for at, text in enumerate(texts))
    aligned = ", ".join("left" if text else "right" for text in texts)
    yield f"#table(columns: ({widths},), align: ({aligned},),"
    yield f"table.header({', '.join(f'[#{_string(column.name)}]' for column in table.columns)}),"
    if table.total is not None:  # above the others: below, it may stand alone on a page
        yield _row(document, table, table.total, bold=True)
    for row in table.rows:
        yield _row(document, table, row)
    yield ")"


def _row(document: Document, table: FigureTable, row: tuple[Cell, ...], *, bold: bool = False) -> str:
    cells = [_shown(cell, column.unit, document.lang) for cell, column in zip(row, table.columns, strict=True)]
    return ", ".join(f"[#strong({_string(cell)})]" if bold else f"[#{_string(cell)}]" for cell in cells) + ","


def _shown(cell: Cell, unit: ValueKind, lang: str) -> str:
    if isinstance(cell, str):
        return cell
    return charts.written_value(cell, unit, lang)


def _string(words: str) -> str:
    """A text as typst reads it."""
    clean = "".join(" " if ord(sign) < 32 else sign for sign in words)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
