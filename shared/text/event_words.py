"""What happened to a visit, in words: for the history that an officer reads."""

from collections.abc import Mapping

from shared.domain.words import Text

_WHAT: Mapping[str, tuple[str, str]] = {
    "issued": ("masuk antrean", "joined the line"),
    "called": ("dipanggil", "called"),
    "recalled": ("dipanggil ulang", "called again"),
    "started": ("mulai dilayani", "service began"),
    "finished": ("selesai", "finished"),
    "no_show": ("tidak hadir", "did not come"),
    "held": ("ditunda", "held"),
    "resumed": ("kembali setelah ditunda", "back after a hold"),
    "returned": ("dikembalikan ke antrean", "returned to the line"),
    "transferred": ("dialihkan", "transferred"),
    "cancelled": ("dibatalkan", "cancelled"),
    "expired": ("kedaluwarsa", "expired"),
    "rejoined": ("hadir kembali", "came back late"),
    "reopened": ("dikembalikan oleh pengelola", "brought back"),
    "reordered": ("urutan layanan diubah", "order of services changed"),
    "undone": ("diurungkan", "undone"),
    "visit_note": ("catatan", "note"),
    "settled": ("tercatat setelah terputus", "recorded after an outage"),
    "print_fate": ("tiket dicetak", "ticket printed"),
}
_CODES: Mapping[str, tuple[str, str]] = {
    "added": ("ditambahkan", "added"),
    "dropped": ("layanan dilepas", "dropped"),
    "continue_at": ("ke kasir lalu kembali", "to the cashier and back"),
    "hold_over": ("waktunya tiba", "its time had come"),
    "undone": ("diurungkan", "undone"),
    "day_closed": ("hari ditutup", "the day was closed"),
}
"""Reasons that programs write, where an officer may write words."""


def of(what: str) -> Text:
    """A kind of event; one that is not here by its own name."""
    indonesian, english = _WHAT.get(what, (what.replace("_", " "), what.replace("_", " ")))
    return {"id": indonesian, "en": english}


def reason(what: str, written: str | None) -> str | Text | None:
    """Why, as a person wrote it, or in words for what a program wrote; None for what only programs read."""
    if not written or what in ("called", "undone", "print_fate"):
        return None
    if written in _CODES:
        indonesian, english = _CODES[written]
        return {"id": indonesian, "en": english}
    return written
