"""A report as PDF: what typst lays out."""

from collections.abc import Iterator

from shared.reports import charts, inks, written
from shared.reports.document import Cell, Chapter, Document, Figure, FigureTable, ValueKind
from shared.reports.typesetting import breakable, quoted, typeset

_STYLE = f"""
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 20mm), footer: context [
  #set text(8.5pt, fill: rgb("{inks.QUIET}"))
  #line(length: 100%, stroke: 0.5pt + rgb("{inks.RULE}")) #v(-2mm)
  #FOOT #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: "Atkinson Hyperlegible Next", size: 10pt, fill: rgb("{inks.INK}"), hyphenate: false)
#set par(leading: 0.62em, justify: false)
#show heading.where(level: 1): set text(21pt, weight: 700)
#show heading.where(level: 2): it => block(above: 9mm, below: 3.5mm, sticky: true,
  text(14pt, weight: 700, fill: rgb("{inks.MAIN}"), it.body))
#show heading.where(level: 3): it => block(above: 6mm, below: 2.5mm, sticky: true, text(11pt, weight: 700, it.body))
#show figure: set block(breakable: false)
#set table.cell(breakable: false)
#set table(stroke: (_, y) => (bottom: 0.5pt + rgb("{inks.RULE}"), top: if y == 0 {{ 1pt + rgb("{inks.INK}") }}),
  inset: (x: 1.6mm, y: 1.25mm))
#show table.cell.where(y: 0): set text(weight: 700, size: 8pt)
#show table.cell.where(y: 0): set par(leading: 0.4em)
#show table: set text(9pt)
#show table: set par(leading: 0.5em)
#let card(name, value, change, sentence) = [
  #text(9.5pt, weight: 700, name) \\
  #text(19pt, weight: 700, value) #h(1.5mm) #text(8.5pt, fill: rgb("{inks.QUIET}"), change) \\
  #text(9pt, sentence)
]
"""


_SHORT, _SIGNS, _FEW = 14, 24, 3
"""A table of so many lines is kept together; so many signs of a name fit into one; so few texts have widths of their
own."""


def pdf(document: Document) -> bytes:
    """The whole report; the language, the title and the words of every chart are in its tags."""
    drawn = {f"chart{at}.svg": charts.svg(chart, document.lang) for at, chart in enumerate(document.charts)}
    return typeset(_source(document), drawn)


def _source(document: Document) -> Iterator[str]:
    foot = f"{document.hall} · {document.title}, {document.period}"
    yield f"#set document(title: {quoted(f'{document.title} – {document.hall}, {document.period}')})"
    yield f'#set text(lang: "{document.lang}")'
    yield _STYLE.replace("#FOOT", f"#{quoted(foot)}")
    yield f'#text(11pt, weight: 600, fill: rgb("{inks.QUIET}"), {quoted(document.hall)})'
    yield f"#heading(level: 1, {quoted(document.title)})"
    about = " · ".join(filter(None, (document.period, document.about)))
    yield f'#text(13pt, {quoted(about)}) \\ #text(9pt, fill: rgb("{inks.QUIET}"), {quoted(document.made)})'
    if document.marks:
        yield _marks(document)
    if document.figures:
        yield "#v(2mm)"
        *cards, last = map(_card, document.figures)
        cards.append(f"grid.cell(colspan: 2, {last})" if len(cards) % 2 == 0 else last)
        yield (
            f'#grid(columns: (1fr, 1fr), gutter: 3mm, fill: rgb("{inks.PALE}"), inset: (x: 4mm, y: 3.2mm),'
            f' stroke: (left: 2.2pt + rgb("{inks.MAIN}")), {", ".join(cards)})'
        )
    number = 0
    for section in document.sections:
        yield from _section(document, section, number)
        number += len(section.charts)
    if document.definitions:
        title = written.either(document.lang, "Arti setiap angka", "What each figure means")
        yield f"#heading(level: 2, {quoted(title)})"
        yield "#set text(9pt)"
        for name, meaning in document.definitions:
            yield f"#block(below: 2.4mm, breakable: false)[#strong({quoted(name)}) \\ #{quoted(meaning)}]"


def _marks(document: Document) -> str:
    items = "\n".join(f"- #{quoted(mark)}" for mark in document.marks)
    head = written.either(document.lang, "Baca dengan catatan ini", "Read it with this in mind")
    return (
        f'#block(width: 100%, above: 4mm, inset: 3mm, stroke: 1pt + rgb("{inks.SECOND}"))['
        f"#strong({quoted(head)})\n{items}]"
    )


def _card(figure: Figure) -> str:
    return f"card({', '.join(map(quoted, (figure.name, figure.value, figure.change, figure.sentence)))})"


def _section(document: Document, section: Chapter, number: int) -> Iterator[str]:
    yield f"#heading(level: 2, {quoted(section.title)})"
    if section.text:
        yield f"#par({quoted(section.text)})"
    for at, chart in enumerate(section.charts, number):
        yield (
            f"#block(breakable: false, width: 100%)[#heading(level: 3, {quoted(chart.title)})\n"
            f'#image("chart{at}.svg", width: 100%, alt: {quoted(chart.alt)})]'
        )
    for table in section.tables:
        yield from _table(document, table, section.title)


def _table(document: Document, table: FigureTable, within: str) -> Iterator[str]:
    """A short table stays on one page; a long one repeats its heads."""
    if table.rows and _lines(table) <= _SHORT:
        yield "#block(breakable: false, width: 100%)["
        yield from _whole_table(document, table, within)
        yield "]"
    else:
        yield from _whole_table(document, table, within)


def _whole_table(document: Document, table: FigureTable, within: str) -> Iterator[str]:
    if table.title != within:
        yield f"#heading(level: 3, {quoted(table.title)})"
    if table.note:  # above: below, it may stand alone on a page
        yield f'#block(sticky: true, text(8.6pt, fill: rgb("{inks.QUIET}"), {quoted(table.note)}))'
    if not table.rows:
        yield f"#par({quoted(written.either(document.lang, 'Belum ada data.', 'No data yet.'))})"
        return
    aligned = ", ".join("left" if column.unit is ValueKind.TEXT else "right" for column in table.columns)
    yield f"#table(columns: ({', '.join(widths(table))},), align: ({aligned},),"
    yield f"table.header({', '.join(f'[#{quoted(column.name)}]' for column in table.columns)}),"
    if table.total is not None:  # above the others: below, it may stand alone on a page
        yield _row(document, table, table.total, bold=True)
    for row in table.rows:
        yield _row(document, table, row)
    yield ")"


def widths(table: FigureTable) -> list[str]:
    """The first name takes what figures leave; a code before a name has room for a few words; texts share the page."""
    texts = [column.unit is ValueKind.TEXT for column in table.columns]
    if all(texts) and len(texts) > _FEW:
        longest = (max(len(str(row[at])) for row in (*table.rows, [one.name for one in table.columns]))
                   for at in range(len(texts)))  # fmt: skip
        return [f"{min(max(signs, 9), 36)}fr" for signs in longest]
    figures = 15 if len(texts) > 7 else 18
    if table.key == "counters":  # a counter's code stands before its agency
        return ["22mm", "1fr", *(f"{figures}mm" for _ in texts[2:])]
    return ["1fr", *(f"{45 if all(texts) else figures}mm" for _ in texts[1:])]


def _lines(table: FigureTable) -> int:
    """About so many lines it takes."""
    return sum(max(-(-len(str(cell)) // _SIGNS) for cell in row) for row in table.rows)


def _row(document: Document, table: FigureTable, row: tuple[Cell, ...], *, bold: bool = False) -> str:
    cells = [_shown(cell, column.unit, document.lang) for cell, column in zip(row, table.columns, strict=True)]
    return ", ".join(f"[#strong({quoted(cell)})]" if bold else f"[#{quoted(cell)}]" for cell in cells) + ","


def _shown(cell: Cell, unit: ValueKind, lang: str) -> str:
    if isinstance(cell, str):
        return breakable(cell)
    return charts.written_value(cell, unit, lang)
