"""The public page of a hall: waits now, promises kept, satisfaction. HTML without scripts, for every kind of reader."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from shared.domain.hall_data.hall import Hall
from shared.domain.skm import meaning
from shared.domain.statistics.statistics_rows import Grouping
from shared.reports import inks, written
from shared.reports.chart_choice import agency_name
from shared.reports.first_page import Counted
from shared.reports.small_counts import FEWEST, hidden
from shared.store.questions.kiosk import Offer
from shared.text.dates import clock_and_zone, date_words
from shared.text.wait_words import wait_words

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 3rem; font: 1.06rem/1.5 "Atkinson Hyperlegible Next",
  "Atkinson Hyperlegible", Verdana, sans-serif; color: {inks.INK}; background: {inks.HEAT[0]}; }}
h1 {{ font-size: 1.8rem; margin: 1rem 0 .25rem; }}
h2 {{ font-size: 1.3rem; margin: 2.2rem 0 .6rem; color: {inks.MAIN}; }}
p.figure {{ font-size: 1.5rem; font-weight: 700; margin: 0; }}
a {{ color: {inks.MAIN}; }}
a:focus-visible {{ outline: 3px solid {inks.SECOND}; outline-offset: 3px; }}
.skip {{ position: absolute; left: -99rem; }}
.skip:focus {{ left: 1rem; background: {inks.HEAT[0]}; padding: .5rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
caption {{ text-align: left; font-weight: 700; padding: .4rem 0; }}
th, td {{ text-align: left; padding: .45rem .6rem; border-bottom: 1px solid {inks.RULE}; vertical-align: top; }}
thead th {{ border-bottom: 2px solid {inks.INK}; }}
td.number {{ text-align: right; white-space: nowrap; }}
.quiet {{ color: {inks.QUIET}; }}
@media (forced-colors: active) {{ a:focus-visible {{ outline-color: Highlight; }} }}
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says: the offers of now, the month of the promises, the last twelve months' survey."""

    hall: Hall
    now: datetime.datetime
    offers: Mapping[str, Offer]
    month: Counted | None
    survey: Counted | None


def page(said: Said, lang: str) -> str:
    """The whole page in one language."""
    return "\n".join(_lines(said, lang)) + "\n"


def _lines(said: Said, lang: str) -> Iterator[str]:
    name = escape(written.words(said.hall.hall.name, lang))
    title = written.either(lang, "Antrean dan pelayanan", "Queue and service")
    other = written.either(
        lang, '<a href="en.html" lang="en">English</a>', '<a href="index.html" lang="id">Bahasa Indonesia</a>'
    )
    skip = written.either(lang, "Langsung ke isi", "Skip to content")
    made = f"{date_words(said.now.date(), lang)}, {clock_and_zone(said.now, lang)}"
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title} – {name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#content">{skip}</a>'
    yield f'<header><p class="quiet">{other}</p><h1>{name}</h1>'
    as_of = written.either(lang, "Keadaan pada", "As of")
    again = written.either(lang, "Muat ulang halaman untuk angka terbaru.", "Load the page again for newer figures.")
    yield f'<p>{as_of} <strong>{made}</strong>. {again}</p></header>\n<main id="content">'
    yield from _promises(said, lang)
    yield from _survey(said, lang)
    yield from _waits(said, lang)
    yield "</main>"
    note = written.either(
        lang, f"Angka dari kurang dari {FEWEST} kunjungan tidak ditampilkan. Tidak ada data pribadi di halaman ini.",
        f"Figures of fewer than {FEWEST} visits are not shown. There are no personal data on this page.",
    )  # fmt: skip
    yield f'<footer><p class="quiet">{note}</p></footer>\n</body>\n</html>'


def _promises(said: Said, lang: str) -> Iterator[str]:
    title = written.either(lang, "Janji yang ditepati", "Promises kept")
    yield f'<section aria-labelledby="promises"><h2 id="promises">{title}</h2>'
    month = said.month
    if month is None or month.statistics.total.visits < FEWEST:
        yield f"<p>{written.either(lang, 'Belum ada data.', 'No data yet.')}</p></section>"
        return
    total, target = month.statistics.total, month.statistics.target_minutes
    period, half = written.period(month.period, lang), written.minutes(total.wait.median, lang)
    yield f'<p class="figure">{written.share(total.within_share, lang)}</p>'
    sentence = written.either(
        lang, f"pengunjung dipanggil dalam {target} menit pada {period}; separuh dalam {half}.",
        f"of visitors were called within {target} minutes in {period}; half within {half}.",
    )  # fmt: skip
    yield f"<p>{sentence}</p>"
    rows = month.statistics.rows[Grouping.AGENCY]
    gone = hidden([row.visits for row in rows])
    heads = [
        written.either(lang, *pair)
        for pair in (("Instansi", "Agency"), ("Tepat janji", "As promised"), ("Tunggu median", "Median wait"))
    ]
    caption = written.either(lang, f"Menurut instansi, {period}", f"By agency, {period}")
    yield _table_head(caption, heads)
    for at, row in enumerate(rows):
        if at not in gone and row.wait.count:
            yield _row(
                agency_name(said.hall, row.key, lang),
                written.share(row.within_share, lang), written.minutes(row.wait.median, lang),
            )  # fmt: skip
    yield "</tbody></table></div></section>"


def _survey(said: Said, lang: str) -> Iterator[str]:
    title = written.either(lang, "Indeks Kepuasan Masyarakat (IKM)", "Satisfaction index (IKM)")
    yield f'<section aria-labelledby="ikm"><h2 id="ikm">{title}</h2>'
    found = None if said.survey is None else said.survey.satisfaction
    if found is None or found.index is None or found.grade is None or found.respondents < FEWEST:
        yield f"<p>{written.either(lang, 'Belum ada data.', 'No data yet.')}</p></section>"
        return
    people = written.number(found.respondents, lang)
    words = escape(written.words(meaning(found.grade), lang))
    yield f'<p class="figure">{written.number(found.index, lang, 2)} – {found.grade} ({words})</p>'
    sentence = written.either(
        lang, f"menurut {people} responden dalam dua belas bulan terakhir (PermenPANRB 14/2017).",
        f"by {people} respondents of the last twelve months (PermenPANRB 14/2017).",
    )  # fmt: skip
    yield f"<p>{sentence}</p></section>"


def _waits(said: Said, lang: str) -> Iterator[str]:
    title = written.either(lang, "Waktu tunggu sekarang", "Waits now")
    yield f'<section aria-labelledby="waits"><h2 id="waits">{title}</h2>'
    heads = [written.either(lang, *pair) for pair in (("Layanan", "Service"), ("Perkiraan tunggu", "Expected wait"))]
    for code, agency in said.hall.agency.items():
        services = [service for service in said.hall.service if said.hall.agency_of(service) == code]
        if agency.private or not services:
            continue
        yield _table_head(escape(written.words(agency.name, lang)), heads)
        for service in services:
            name = written.words(said.hall.service[service].name, lang)
            yield _row(name, _wait(said.offers.get(service), lang))
        yield "</tbody></table></div>"
    yield "</section>"


def _wait(offer: Offer | None, lang: str) -> str:
    if offer is None:
        return written.NONE
    if offer.refused is not None:
        return written.words(offer.refused.sentence, lang)
    told = wait_words(offer.wait_minutes, lang)
    return told or written.either(lang, "belum dapat diperkirakan", "cannot be told yet")


def _table_head(caption: str, heads: list[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>"
    )


def _row(name: str, *values: str) -> str:
    cells = "".join(f"<td>{escape(value)}</td>" for value in values)
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
