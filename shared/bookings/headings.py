"""What the columns of a file of bookings are called, in Indonesian and English, and which must not be there."""

import re
import unicodedata
from enum import StrEnum

from shared.bookings.vocabulary import PERSONAL, PERSONAL_PARTS, word_set


class Column(StrEnum):
    """The parts of a booking."""

    CODE = "code"
    SERVICE = "service"
    DATE = "date"
    TIME = "time"
    PRIORITY = "priority"


REQUIRED = (Column.CODE, Column.SERVICE, Column.DATE, Column.TIME)


_BOOKING = word_set("booking bookings reservasi reservation pemesanan registrasi registration pendaftaran")
_ASIDE = _BOOKING | word_set(
    "kunjungan visit kedatangan datang hadir jadwal antrean antrian dd mm yyyy yy hh wib wita wit"
)
"""Words that do not change the meaning of a heading."""
_SERVICE = word_set("service services layanan pelayanan keperluan")
_NAMES = {  # a heading has one of the first words, and none but these and the second
    Column.CODE: (word_set("code kode"), word_set("no nomor number id unik qr barcode")),
    Column.SERVICE: (_SERVICE, word_set("code kode id name nama jenis yang dituju")),
    Column.DATE: (word_set("date tanggal tgl"), _SERVICE | word_set("hari day")),
    Column.TIME: (word_set("time jam waktu pukul"), _SERVICE | word_set("mulai start slot sesi")),
    Column.PRIORITY: (
        word_set("priority prioritas prio"),
        _SERVICE | word_set("jalur lane status kategori y t n ya tidak yes no"),
    ),
}
_COUNTS = frozenset({"no", "nomor", "nomorurut", "nourut", "urut", "number", "num", "nr", ""})
"""A column that only counts the rows."""
_PERSONAL_WHOLE = re.compile(r"(no|nomor|nmr|num)?(hp|wa|kk|tel|tlp|sim)")


def words_of(text: str) -> list[str]:
    """The words of a heading without case, accents and signs; ``KodeReservasi`` is two."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    plain = unicodedata.normalize("NFKD", apart.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()


def column_of(text: str) -> Column | None:
    """What a heading names; None if it is not a part of a booking."""
    words = words_of(text)
    said = frozenset(words) - _ASIDE
    for column, (own, others) in _NAMES.items():
        if said & own and said <= own | others:
            return column
    if _BOOKING.intersection(words) and said <= _NAMES[Column.CODE][1]:  # "No. Reservasi"
        return Column.CODE
    return None


def counts_rows(text: str) -> bool:
    """Whether a heading belongs to a column that only numbers the rows."""
    return "".join(words_of(text)) in _COUNTS


def is_personal(text: str) -> bool:
    """Whether a heading names personal data, which must not be in a file of bookings."""
    words = words_of(text)
    joined = "".join(words)
    return (
        bool(PERSONAL.intersection(words))
        or any(part in joined for part in PERSONAL_PARTS)
        or _PERSONAL_WHOLE.fullmatch(joined) is not None
    )
