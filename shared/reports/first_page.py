"""The ten figures of the first page, each with its change and one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from shared.domain.skm import Result, meaning
from shared.domain.statistics.measures import BY_KEY
from shared.domain.statistics.period import PeriodKind, ReportPeriod
from shared.domain.statistics.statistics_rows import Statistics
from shared.reports import written
from shared.reports.document import Figure, ValueKind


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one period. In a comparison: over ``per`` days; ``part`` if only of a part of the period."""

    period: ReportPeriod
    statistics: Statistics
    satisfaction: Result
    per: int = 1
    part: bool = False


_Value = Callable[[Counted], float | Decimal | None]


@dataclass(frozen=True, slots=True)
class _Headline:
    """One figure: where its value comes from, and its sentence in two languages."""

    measure: str
    unit: ValueKind
    value: _Value
    sentence: Callable[[Counted, str], str]


def _visits(seen: Counted, lang: str) -> str:
    total, days = seen.statistics.total, seen.statistics.days
    taken = written.number(total.visits, lang)
    if days == 1:
        return written.either(lang, f"{taken} nomor diambil pada hari itu.", f"{taken} numbers were taken on that day.")
    mean = written.number(total.visits / days if days else None, lang, 1)
    return written.either(
        lang,
        f"{taken} nomor diambil pada {days} hari layanan, rata-rata {mean} sehari.",
        f"{taken} numbers were taken on {days} business days, {mean} a day on average.",
    )


def _served(seen: Counted, lang: str) -> str:
    total = seen.statistics.total
    asked, served, sent = (written.number(n, lang) for n in (total.taken, total.served, total.transferred))
    return written.either(
        lang,
        f"Dari {asked} layanan yang diminta, {served} selesai; {sent} dialihkan.",
        f"Of {asked} services asked for, {served} were completed; {sent} transferred.",
    )


def _wait(seen: Counted, lang: str) -> str:
    wait = seen.statistics.total.wait
    if not wait.count:
        return _nothing(lang)
    median, p95 = written.minutes(wait.median, lang), written.minutes(wait.p95, lang)
    return written.either(
        lang,
        f"Separuh dipanggil dalam {median}; 95 dari 100 dalam {p95}.",
        f"Half were called within {median}; 95 of 100 within {p95}.",
    )


def _within(seen: Counted, lang: str) -> str:
    total, target = seen.statistics.total, seen.statistics.target_minutes
    if not total.wait.count:
        return _nothing(lang)
    called, kept = written.number(total.wait.count, lang), written.number(total.within, lang)
    return written.either(
        lang,
        f"{kept} dari {called} panggilan terjadi dalam {target} menit, target MPP.",
        f"{kept} of {called} calls came within {target} minutes, the hall's target.",
    )


def _told(seen: Counted, lang: str) -> str:
    told = seen.statistics.total.told
    if not told.count:
        return _nothing(lang)
    sooner, later = (written.share(part / told.count, lang) for part in (told.sooner, told.later))
    return written.either(
        lang,
        f"Dipanggil di dalam rentang yang tertulis di tiket; {sooner} lebih cepat, {later} lebih lama.",
        f"Called within the range on the ticket; {sooner} sooner, {later} later.",
    )


def _service(seen: Counted, lang: str) -> str:
    total = seen.statistics.total
    if not total.service.count:
        return _nothing(lang)
    mean, walk = written.minutes(total.service.mean, lang), written.minutes(total.walk.median, lang)
    return written.either(
        lang,
        f"Nilai tengah di loket; rata-rata {mean}. Berjalan ke loket: {walk}.",
        f"The median at the counter; {mean} on average. Walking to the counter: {walk}.",
    )


def _in_hall(seen: Counted, lang: str) -> str:
    spread = seen.statistics.total.in_hall
    if not spread.count:
        return _nothing(lang)
    p95 = written.minutes(spread.p95, lang)
    return written.either(
        lang,
        f"Nilai tengah dari ambil nomor sampai selesai; 95 dari 100 paling lama {p95}.",
        f"The median from taking a number to the end; 95 of 100 took at most {p95}.",
    )


def _one(seen: Counted, lang: str) -> str:
    total = seen.statistics.total
    if not total.finished:
        return _nothing(lang)
    done, over = written.number(total.one_attendance, lang), written.number(total.finished, lang)
    return written.either(
        lang,
        f"{done} dari {over} kunjungan selesai seluruhnya pada hari yang sama.",
        f"{done} of {over} visits had everything completed on the same day.",
    )


def _no_show(seen: Counted, lang: str) -> str:
    total = seen.statistics.total
    if total.no_show_share is None:
        return _nothing(lang)
    missed = written.number(total.no_show, lang)
    return written.either(
        lang, f"{missed} kali dipanggil dan tidak ada yang datang.", f"{missed} times nobody came when called."
    )


def _ikm(seen: Counted, lang: str) -> str:
    found = seen.satisfaction
    if found.grade is None:
        return written.either(lang, "Belum ada data survei pada masa ini.", "No survey data in this period yet.")
    people = written.number(found.respondents, lang)
    words = written.words(meaning(found.grade), lang)
    return written.either(
        lang,
        f"Mutu {found.grade} ({words}) menurut {people} responden lengkap.",
        f"Grade {found.grade} ({words}) by {people} complete questionnaires.",
    )


def _nothing(lang: str) -> str:
    return written.either(lang, "Belum ada data.", "No data yet.")


HEADLINES: tuple[_Headline, ...] = (
    _Headline("visits", ValueKind.COUNT, lambda c: c.statistics.total.visits, _visits),
    _Headline("served", ValueKind.COUNT, lambda c: c.statistics.total.served, _served),
    _Headline("wait", ValueKind.MINUTES, lambda c: c.statistics.total.wait.median, _wait),
    _Headline("within", ValueKind.SHARE, lambda c: c.statistics.total.within_share, _within),
    _Headline(
        "told", ValueKind.SHARE, lambda c: _part(c.statistics.total.told.within, c.statistics.total.told.count), _told
    ),
    _Headline("service", ValueKind.MINUTES, lambda c: c.statistics.total.service.median, _service),
    _Headline("in_hall", ValueKind.MINUTES, lambda c: c.statistics.total.in_hall.median, _in_hall),
    _Headline("one_attendance", ValueKind.SHARE, lambda c: c.statistics.total.one_attendance_share, _one),
    _Headline("no_show", ValueKind.SHARE, lambda c: c.statistics.total.no_show_share, _no_show),
    _Headline("ikm", ValueKind.INDEX, lambda c: c.satisfaction.index, _ikm),
)
"""What the first page shows, in this order."""


def _part(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def figures(now: Counted, before: Counted | None, lang: str) -> tuple[Figure, ...]:
    """The first page."""
    return tuple(
        Figure(
            written.words(BY_KEY[one.measure].name, lang),
            shown(one.value(now), one.unit, lang),
            change(one, now, before, lang),
            one.sentence(now, lang),
            _number(one.value(now)),
            one.unit,
        )
        for one in HEADLINES
    )


def _number(value: float | Decimal | None) -> float | None:
    return None if value is None else float(value)


def shown(value: float | Decimal | None, unit: ValueKind, lang: str) -> str:
    """A value in large figures."""
    if unit is ValueKind.MINUTES:
        return written.minutes(None if value is None else float(value), lang)
    if unit is ValueKind.SHARE:
        return written.share(None if value is None else float(value), lang)
    return written.number(value, lang, 2 if unit is ValueKind.INDEX else 0)


def change(one: _Headline, now: Counted, before: Counted | None, lang: str) -> str:
    """How it changed: counts in percent, shares in points, minutes in minutes; empty without anything to compare."""
    if before is None or not before.statistics.days:
        return ""
    old, new = one.value(before), one.value(now)
    if old is None or new is None:
        return ""
    was = Decimal(str(old)) / (before.per if one.unit is ValueKind.COUNT else 1)
    difference = Decimal(str(new)) - was
    than = _than(before, lang)
    if one.unit is ValueKind.COUNT:
        if not was:
            return ""
        percent = written.number(abs(difference / was * 100), lang)
        nearly_gone = new and percent == "100" and difference < 0
        amount = written.either(lang, "lebih dari 99%", "more than 99%") if nearly_gone else f"{percent}%"
    elif one.unit is ValueKind.SHARE:
        amount = f"{written.number(abs(difference * 100), lang, 1)} {written.either(lang, 'poin', 'points')}"
    elif one.unit is ValueKind.MINUTES:
        amount = written.minutes(float(abs(difference)), lang)
    else:
        amount = written.number(abs(difference), lang, 2)
    if not any(sign in "123456789" for sign in amount):
        return written.either(lang, f"sama seperti {than}", f"as {_at(before)} {than}")
    way = written.either(lang, "naik", "up") if difference > 0 else written.either(lang, "turun", "down")
    return written.either(lang, f"{way} {amount} dari {than}", f"{way} {amount} on {than}")


def _at(before: Counted) -> str:
    return "on" if before.period.kind is PeriodKind.DAY else "in"


def _than(before: Counted, lang: str) -> str:
    if before.period.kind is PeriodKind.DAY:
        now = written.either(lang, " sampai jam ini", " up to this hour") if before.part else ""
        return written.either(lang, "hari biasa", "the usual day") + now
    if before.part:
        return written.stretch(before.period.first, before.period.last, lang)
    if before.period.kind is PeriodKind.MONTH:
        return f"{written.month(before.period.key, lang, short=True)} {before.period.first.year}"
    if before.period.kind is PeriodKind.WEEK:
        return written.either(lang, "minggu sebelumnya", "the week before")
    return (
        before.period.key
        if before.period.kind is PeriodKind.YEAR
        else written.either(lang, "masa sebelumnya", "the period before")
    )
