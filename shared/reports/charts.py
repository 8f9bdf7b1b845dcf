"""Charts as SVG: bars, lines, rows and heat maps, each with its title, its words, and patterns beside colours."""

import math
import textwrap
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from shared.reports import inks, written
from shared.reports.document import Chart, ChartKind, Series, ValueKind

WIDTH = 720
_FONT = "Atkinson Hyperlegible Next"
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 270, 52, 10, 34, 44
_ROW, _LINE, _SIGN, _NAME_SIGNS = 25, 14.5, 6.6, 50
"""Of bars that lie: the height of a row, of a further line of its name, the width of a sign, signs in a line."""
_WIDEST_BAR = 64
_PATTERN = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{inks.PALE}"/><rect width="2.4" height="6" fill="{inks.SECOND}"/></pattern>'
)
_DASHES = ("", "7 4", "2 3")


def svg(chart: Chart, lang: str) -> str:
    """The chart as a document of its own."""
    draw = {
        ChartKind.BARS: _bars,
        ChartKind.LINES: _lines,
        ChartKind.ROWS: _rows,
        ChartKind.HEAT: _heat,
    }[chart.kind]
    height, parts = draw(chart, lang)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label={quoteattr(chart.alt)} font-family="{_FONT}" font-size="12.5" fill="{inks.INK}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc><defs>{_PATTERN}</defs>"
        f"{''.join(parts)}</svg>"
    )


def written_value(value: float | None, unit: ValueKind, lang: str) -> str:
    """A value as it stands beside a bar."""
    if unit is ValueKind.SHARE:
        return written.share(value, lang)
    return written.number(value, lang, {ValueKind.MINUTES: 1, ValueKind.INDEX: 2}.get(unit, 0))


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = inks.INK, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{more}>{escape(words)}</text>'


def _steps(highest: float) -> list[float]:
    """The lines of an axis from 0 to a little above the highest value, at round values."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / 4
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return [step * n for n in range(math.ceil(highest / step) + 1)]


class _Frame:
    """The axes of bars and lines."""

    def __init__(self, chart: Chart, lang: str) -> None:
        values = [value for series in chart.series for value in series.values if value is not None]
        self.ticks = _steps(max(values, default=0))
        if chart.unit is ValueKind.COUNT:
            self.ticks = [tick for tick in self.ticks if tick == int(tick)] or [0.0, 1.0]
            if self.ticks[-1] < max(values, default=0):
                self.ticks.append(math.ceil(max(values)))
        self.top = self.ticks[-1]
        self.slot = (WIDTH - _LEFT - _RIGHT) / max(1, len(chart.categories))
        self.parts: list[str] = []
        for tick in self.ticks:
            y = self.y(tick)
            self.parts.append(
                f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{inks.RULE}" stroke-width="1" fill="none"/>'
            )
            shown = (
                written.share(tick, lang)
                if chart.unit is ValueKind.SHARE
                else written.number(tick, lang, _decimals(tick))
            )
            self.parts.append(_text(_LEFT - 7, y + 4, shown, "end", inks.QUIET))
        every = math.ceil(max((len(c) for c in chart.categories), default=1) * 7.5 / self.slot) or 1
        for at, category in enumerate(chart.categories):
            if at % every == 0:
                self.parts.append(_text(self.middle(at), _HEIGHT - _BOTTOM + 19, category, "middle"))

    def y(self, value: float) -> float:
        """How far down a value is."""
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / self.top

    def middle(self, at: int) -> float:
        """The middle of a category."""
        return _LEFT + self.slot * (at + 0.5)


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def _legend(series: Sequence[Series], marks: Sequence[str]) -> list[str]:
    """What each line or filling stands for, above the chart."""
    parts: list[str] = []
    x = float(_LEFT)
    for one, mark in zip(series, marks, strict=True):
        parts.append(f'<g transform="translate({x:.1f} 8)">{mark}</g>')
        parts.append(_text(x + 34, 18, one.name))
        x += 34 + 7.2 * len(one.name) + 26
    return parts


def _bars(chart: Chart, lang: str) -> tuple[int, list[str]]:
    frame = _Frame(chart, lang)
    parts = frame.parts
    group = min(frame.slot * 0.72, _WIDEST_BAR * len(chart.series))
    width = group / len(chart.series)
    few = len(chart.categories) * len(chart.series) <= 16
    for number, series in enumerate(chart.series):
        for at, value in enumerate(series.values):
            if value is None:
                continue
            x = frame.middle(at) - group / 2 + width * number
            y = frame.y(value)
            fill = inks.MAIN if not number else "url(#hatch)"
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{frame.y(0) - y:.1f}" fill="{fill}"'
                f' stroke="{inks.MAIN if not number else inks.SECOND}" stroke-width="0.8"/>'
            )
            if few:
                parts.append(_text(x + width / 2, y - 5, written_value(value, chart.unit, lang), "middle"))
    if len(chart.series) > 1:
        fills = (inks.MAIN, "url(#hatch)")
        parts += _legend(chart.series, [f'<rect width="26" height="12" fill="{fill}"/>' for fill in fills])
    return _HEIGHT, parts


def _lines(chart: Chart, lang: str) -> tuple[int, list[str]]:
    frame = _Frame(chart, lang)
    parts = frame.parts
    marks: list[str] = []
    for number, series in enumerate(chart.series):
        ink = (inks.MAIN, inks.SECOND, inks.QUIET)[number % 3]
        style = f'stroke="{ink}" stroke-width="2.4" fill="none" stroke-dasharray="{_DASHES[number % 3]}"'
        if not _DASHES[number % 3]:
            style = f'stroke="{ink}" stroke-width="2.4" fill="none"'
        path, pen = "", "M"
        for at, value in enumerate(series.values):
            if value is None:
                pen = "M"
                continue
            path += f"{pen}{frame.middle(at):.1f} {frame.y(value):.1f}"
            pen = "L"
            parts.append(_dot(frame.middle(at), frame.y(value), number, ink))
        parts.insert(len(parts), f'<path d="{path}" {style}/>' if path else "")
        marks.append(f'<path d="M0 6H26" {style}/>{_dot(13, 6, number, ink)}')
    return _HEIGHT, [*parts, *_legend(chart.series, marks)]


def _dot(x: float, y: float, number: int, ink: str) -> str:
    """A round, square or pointed mark, so that lines differ without colour."""
    if number % 3 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{ink}"/>'
    if number % 3 == 1:
        return (
            f'<rect x="{x - 3.4:.1f}" y="{y - 3.4:.1f}" width="6.8" height="6.8" fill="{inks.HEAT[0]}"'
            f' stroke="{ink}" stroke-width="1.8"/>'
        )
    return f'<path d="M{x:.1f} {y - 4:.1f}l4 7h-8z" fill="{ink}"/>'


def _rows(chart: Chart, lang: str) -> tuple[int, list[str]]:
    """Bars that lie, one below the other, with their whole names before and their values after them."""
    values = chart.series[0].values
    most = (
        1.0
        if chart.unit is ValueKind.SHARE
        else 100.0
        if chart.unit is ValueKind.INDEX
        else max((v or 0 for v in values), default=0)
    )
    notes = chart.notes or ("",) * len(values)
    shown = [
        written_value(value, chart.unit, lang) + (f"  ({note})" if note else "")
        for value, note in zip(values, notes, strict=True)
    ]
    names = [_wrapped(category) for category in chart.categories]
    name = 16 + _SIGN * max((len(line) for lines in names for line in lines), default=0)
    room = WIDTH - name - 14 - _SIGN * max(map(len, shown), default=0)
    parts: list[str] = []
    y = 6.0
    for lines, value, words in zip(names, values, shown, strict=True):
        high = _ROW + _LINE * (len(lines) - 1)
        middle = y + high / 2 - 2
        width = 0.0 if not value or not most else room * value / most
        for at, line in enumerate(lines):
            parts.append(_text(name - 8, middle + 4.5 + _LINE * (at - (len(lines) - 1) / 2), line, "end"))
        bar = f'<rect x="{name:.1f}" y="{middle - 8.5:.1f}" height="17"'
        parts.append(f'{bar} width="{room:.1f}" fill="{inks.PALE}"/>')
        parts.append(f'{bar} width="{width:.1f}" fill="{inks.MAIN}"/>')
        parts.append(_text(name + room + 9, middle + 4.5, words))
        y += high
    return round(y) + 6, parts


def _wrapped(name: str) -> list[str]:
    """A name in lines: nothing of it is left out."""
    return textwrap.wrap(name, _NAME_SIGNS) or [""]


def _heat(chart: Chart, lang: str) -> tuple[int, list[str]]:
    """Shades with the figure in each cell: the figure alone says it, too."""
    left, high = 92, 30
    wide = (WIDTH - left - _RIGHT) / max(1, len(chart.categories))
    most = max((value or 0 for series in chart.series for value in series.values), default=0)
    decimals = 1 if chart.unit is ValueKind.MINUTES and most < 10 else 0
    parts = [
        _text(left + wide * (at + 0.5), 16, category, "middle", inks.QUIET)
        for at, category in enumerate(chart.categories)
    ]
    for row, series in enumerate(chart.series):
        y = 26 + row * high
        parts.append(_text(left - 8, y + 19, series.name, "end"))
        for at, value in enumerate(series.values):
            shade = (
                0 if not value or not most else min(len(inks.HEAT) - 1, math.ceil(value / most * (len(inks.HEAT) - 1)))
            )
            parts.append(
                f'<rect x="{left + wide * at:.1f}" y="{y}" width="{wide:.1f}" height="{high}"'
                f' fill="{inks.HEAT[shade]}" stroke="{inks.RULE}" stroke-width="0.8"/>'
            )
            if value is not None:
                ink = inks.HEAT[0] if shade >= inks.LIGHT_FROM else inks.INK
                shown = written.number(value, lang, decimals)
                parts.append(_text(left + wide * (at + 0.5), y + 19.5, shown, "middle", ink))
    return 30 + high * len(chart.series), parts
