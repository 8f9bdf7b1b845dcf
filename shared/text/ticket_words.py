"""The fixed words on the paper, by language; a hall may word them otherwise or add its own languages."""

from collections.abc import Mapping
from typing import Final

from shared.domain.words import Text
from shared.text.languages import pick

WORDS: Final[Mapping[str, Text]] = {
    "title": {"id": "Nomor antrean", "en": "Queue number"},
    "priority": {"id": "PRIORITAS", "en": "PRIORITY"},
    "copy": {"id": "SALINAN {n}", "en": "COPY {n}"},
    "nobody_ahead": {"id": "Tidak ada antrean di depan Anda", "en": "Nobody is ahead of you"},
    "ahead": {"id": "Antrean di depan Anda: {n}", "en": "People ahead of you: {n}"},
    "wait": {"id": "Perkiraan tunggu: {low}–{high} menit", "en": "Expected wait: {low}–{high} minutes"},
    "wait_one": {"id": "Perkiraan tunggu: {high} menit", "en": "Expected wait: {high} min"},
    "wait_long": {"id": "Perkiraan tunggu: {wait}", "en": "Expected wait: {wait}"},
    "booked": {"id": "Anda dipanggil sekitar pukul {time}", "en": "You are called at about {time}"},
    "needs": {"id": "Siapkan:", "en": "Please have ready:"},
    "zone": {"id": "Tunggu di {zone}", "en": "Please wait in {zone}"},
    "steps": {"id": "Setelah itu, dengan nomor ini juga:", "en": "After that, with this same number:"},
    "greeting": {"id": "Terima kasih atas kunjungan Anda", "en": "Thank you for coming"},
    "test": {"id": "CONTOH – bukan nomor antrean", "en": "SAMPLE – not a queue number"},
}


def word(name: str, lang: str, own: Mapping[str, Text] | None = None) -> str:
    """One fixed phrase: the hall's own wording before ours."""
    return pick({**WORDS[name], **(own or {}).get(name, {})}, lang)
