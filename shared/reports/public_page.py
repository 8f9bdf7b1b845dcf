"""The public page of a hall: waits now, promises kept, satisfaction. HTML without scripts, for every kind of reader."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from shared.domain.hall_data.hall import Hall
from shared.domain.skm import meaning
from shared.domain.statistics.statistics_rows import Grouping
from shared.domain.statistics.suppression import FEWEST
from shared.reports import inks, written
from shared.reports.chart_choice import agency_name
from shared.reports.first_page import Counted
from shared.reports.small_counts import hidden
from shared.store.questions.kiosk import Offer
from shared.text.dates import clock_and_zone, date_words
from shared.text.wait_words import wait_words

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 3rem; font: 1.06rem/1.5 "Atkinson Hyperlegible Next",
  "Atkinson Hyperlegible", Verdana, sans-serif; color: {inks.INK}; background: {inks.HEAT[0]}; }}
h1 {{ font-size: 1.8rem; margin: 1rem 0 .25rem; }}
h2 {{ font-size: 1.3rem; margin: 2.2rem 0 .6rem; color: {inks.MAIN}; }}
p.figure {{ font-size: 2rem; font-weight: 700; margin: 0; }}
a {{ color: {inks.MAIN}; }}
a:focus-visible {{ outline: 3px solid {inks.SECOND}; outline-offset: 3px; }}
.skip {{ position: absolute; left: -99rem; }}
.skip:focus {{ left: 1rem; background: {inks.HEAT[0]}; padding: .5rem; }}
.cards {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin-top: 1.5rem; }}
.cards section {{ background: {inks.PALE}; border-left: 4px solid {inks.MAIN}; padding: .9rem 1.1rem; }}
.cards h2 {{ margin: 0 0 .3rem; font-size: 1.15rem; }}
.cards p {{ margin: 0; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
caption {{ text-align: left; font-weight: 700; padding: .4rem 0; }}
th, td {{ text-align: left; padding: .45rem .6rem; border-bottom: 1px solid {inks.RULE}; vertical-align: top;
  overflow-wrap: anywhere; }}
thead th {{ border-bottom: 2px solid {inks.INK}; }}
thead th:first-child {{ width: 55%; }}
tbody th {{ font-weight: 400; }}
tbody th[scope="rowgroup"], tbody.one th {{ font-weight: 700; padding-top: 1rem; }}
tbody.one td {{ padding-top: 1rem; }}
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
    yield '<div class="cards">'
    yield from _survey(said, lang)
    yield from _promises(said, lang)
    yield "</div>"
    yield from _waits(said, lang)
    yield from _agencies(said, lang)
    yield "</main>"
    note = written.either(
        lang, f"Angka dari kurang dari {FEWEST} kunjungan tidak ditampilkan. Tidak ada data pribadi di halaman ini.",
        f"Figures of fewer than {FEWEST} visits are not shown. There are no personal data on this page.",
    )  # fmt: skip
    yield f'<footer><p class="quiet">{note}</p></footer>\n</body>\n</html>'


def _promises(said: Said, lang: str) -> Iterator[str]:
    title = written.either(lang, "Janji yang ditepati", "Promises kept")
    yield f'<section aria-labelledby="promises"><h2 id="promises">{title}</h2>'
    month = _told_month(said)
    if month is None:
        yield f"<p>{written.either(lang, 'Belum ada data.', 'No data yet.')}</p></section>"
        return
    total, target = month.statistics.total, month.statistics.target_minutes
    period, half = written.period(month.period, lang), written.minutes(total.wait.median, lang)
    yield f'<p class="figure">{written.share(total.within_share, lang)}</p>'
    sentence = written.either(
        lang, f"pengunjung dipanggil dalam {target} menit pada {period}; separuh dalam {half}.",
        f"of visitors were called within {target} minutes in {period}; half within {half}.",
    )  # fmt: skip
    yield f"<p>{sentence}</p></section>"


def _told_month(said: Said) -> Counted | None:
    return None if said.month is None or said.month.statistics.total.visits < FEWEST else said.month


def _agencies(said: Said, lang: str) -> Iterator[str]:
    month = _told_month(said)
    if month is None:
        return
    period = written.period(month.period, lang)
    rows = month.statistics.rows[Grouping.AGENCY]
    gone = hidden([row.visits for row in rows])
    heads = [
        written.either(lang, *pair)
        for pair in (("Instansi", "Agency"), ("Tepat janji", "As promised"), ("Tunggu median", "Median wait"))
    ]
    caption = written.either(lang, f"Menurut instansi, {period}", f"By agency, {period}")
    title = written.either(lang, "Janji menurut instansi", "Promises by agency")
    yield f'<section aria-labelledby="agencies"><h2 id="agencies">{title}</h2>'
    yield f"{_table_head(caption, heads)}<tbody>"
    for at, row in enumerate(rows):
        if at not in gone and row.wait.count:
            yield _row(
                agency_name(said.hall, row.key, lang),
                written.share(row.within_share, lang), written.minutes(row.wait.median, lang),
            )  # fmt: skip
    yield "</tbody></table></section>"


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
    waits = {
        code: {service: _wait(said.offers.get(service), lang) for service in services}
        for code, services in _services_by_agency(said.hall).items()
    }
    told = Counter(words for agency in waits.values() for words in agency.values())
    commonest, times = max(told.items(), key=lambda pair: pair[1], default=(written.NONE, 0))
    if 2 * times > told.total():  # as after closing: said once
        waits = {code: rest for code, agency in waits.items() if (rest := _others(agency, commonest))}
        everywhere = (
            written.either(lang, "Semua layanan selain yang di bawah ini", "All services but those below")
            if waits
            else ""
        )
        words = f"{everywhere}: {commonest}" if everywhere else commonest[:1].upper() + commonest[1:]
        yield f"<p>{escape(words)}</p>"
    if not waits:
        yield "</section>"
        return
    heads = [written.either(lang, *pair) for pair in (("Layanan", "Service"), ("Perkiraan tunggu", "Expected wait"))]
    caption = written.either(lang, "Menurut instansi dan layanan", "By agency and service")
    yield _table_head(caption, heads)
    for code, services in waits.items():
        yield from _agency_waits(said.hall, code, services, lang)
    yield "</table></section>"


def _others(services: Mapping[str, str], commonest: str) -> dict[str, str]:
    return {service: words for service, words in services.items() if words != commonest}


def _services_by_agency(hall: Hall) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {code: [] for code, agency in hall.agency.items() if not agency.private}
    for service in hall.service:
        if (code := hall.agency_of(service)) in found:
            found[code].append(service)
    return {code: services for code, services in found.items() if services}


def _agency_waits(hall: Hall, code: str, services: Mapping[str, str], lang: str) -> Iterator[str]:
    """One line if all its services say the same, else a line for each."""
    name = written.words(hall.agency[code].name, lang)
    told = set(services.values())
    if len(told) == 1 and len(services) == len(_services_by_agency(hall)[code]):
        yield f'<tbody class="one">{_row(name, *told)}</tbody>'
        return
    yield f'<tbody><tr><th colspan="2" scope="rowgroup">{escape(name)}</th></tr>'
    for service, words in services.items():
        yield _row(written.words(hall.service[service].name, lang), words)
    yield "</tbody>"


def _wait(offer: Offer | None, lang: str) -> str:
    if offer is None:
        return written.NONE
    if offer.refused is not None:
        return written.words(offer.refused.sentence, lang)
    told = wait_words(offer.wait_minutes, lang)
    return told or written.either(lang, "belum dapat diperkirakan", "cannot be told yet")


def _table_head(caption: str, heads: list[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead>"


def _row(name: str, *values: str) -> str:
    cells = "".join(f"<td>{escape(value)}</td>" for value in values)
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
