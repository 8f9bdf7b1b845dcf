"""The fixed words on the paper, by language; a hall may word them otherwise or add its own languages."""

import datetime
from collections.abc import Mapping
from typing import Final

from shared.domain.words import Text

WORDS: Final[Mapping[str, Text]] = {
    "title": {"id": "Nomor antrean", "en": "Queue number"},
    "priority": {"id": "PRIORITAS", "en": "PRIORITY"},
    "copy": {"id": "SALINAN {n}", "en": "COPY {n}"},
    "nobody_ahead": {"id": "Tidak ada antrean di depan Anda", "en": "Nobody is ahead of you"},
    "ahead": {"id": "Antrean di depan Anda: {n}", "en": "People ahead of you: {n}"},
    "wait": {"id": "Perkiraan tunggu: {low}–{high} menit", "en": "Expected wait: {low}–{high} minutes"},
    "wait_one": {"id": "Perkiraan tunggu: {high} menit", "en": "Expected wait: {high} min"},
    "needs": {"id": "Siapkan:", "en": "Please have ready:"},
    "zone": {"id": "Tunggu di {zone}", "en": "Please wait in {zone}"},
    "steps": {"id": "Setelah itu, dengan nomor ini juga:", "en": "After that, with this same number:"},
    "greeting": {"id": "Terima kasih atas kunjungan Anda", "en": "Thank you for coming"},
    "test": {"id": "CONTOH – bukan nomor antrean", "en": "SAMPLE – not a queue number"},
}
"""``id`` is always there and stands in where a language has no words of its own."""

_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_ZONES: Final[Mapping[str, str]] = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def said(text: Text, lang: str) -> str:
    """The words of a language, or the Indonesian ones."""
    return text.get(lang) or text["id"]


def word(name: str, lang: str, own: Mapping[str, Text] | None = None) -> str:
    """One fixed phrase: the hall's own wording first, then ours, then the Indonesian."""
    hall_words = (own or {}).get(name, {})
    return hall_words.get(lang) or WORDS[name].get(lang) or hall_words.get("id") or WORDS[name]["id"]


def date_words(moment: datetime.datetime, lang: str) -> str:
    """``Senin, 23 November 2026``; languages without names of their own get the Indonesian ones."""
    known = lang if lang in _DAYS else "id"
    return f"{_DAYS[known][moment.weekday()]}, {moment.day} {_MONTHS[known][moment.month - 1]} {moment.year}"


def time_words(moment: datetime.datetime, lang: str, zone: str) -> str:
    """``09.05 WITA`` in Indonesian writing, ``09:05 WITA`` in English."""
    mark = ":" if lang == "en" else "."
    return f"{moment:%H}{mark}{moment:%M} {_ZONES.get(zone) or moment.tzname() or zone}"
