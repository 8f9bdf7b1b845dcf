"""Why a number was called, in words: for the auditor, and for visitors who ask at the desk."""

import itertools
from collections.abc import Iterator, Mapping

from shared.domain.answers import Reason
from shared.domain.words import Text

RULES: Mapping[str, tuple[str, str]] = {
    "arrival": ("Urutan kedatangan: paling lama menunggu.", "Order of arrival: it had waited longest."),
    "priority_turn": (
        "Giliran jalur prioritas menurut perbandingan yang berlaku.",
        "The priority lane's turn by the hall's ratio.",
    ),
    "priority_aged": (
        "Sudah menunggu melebihi batas, jadi didahulukan dari prioritas.",
        "It had waited past the bound, so it went before priority.",
    ),
    "priority_bound": (
        "Batas waktu tunggu pengunjung biasa tercapai, jadi didahulukan dari prioritas.",
        "The bound on what an ordinary visitor may lose was reached, so it went before priority.",
    ),
    "booking": ("Reservasi yang sudah tiba waktunya.", "A booking whose time had come."),
    "weight": ("Giliran layanan ini menurut bobot loket.", "This service's turn by the counter's weights."),
    "pickup": ("Giliran antrean pengambilan dokumen.", "The turn of the short line for collection."),
    "transfer": ("Dialihkan ke sini, tempatnya menurut aturan.", "Transferred here, placed by rule."),
    "return": ("Dikembalikan ke antrean, tempatnya menurut aturan.", "Returned to the line, placed by rule."),
    "late": ("Hadir kembali setelah terlewat, tempatnya menurut aturan.", "Came back late, placed by rule."),
    "resume": ("Kembali setelah ditunda.", "Back after being held."),
    "direct": (
        "Dilayani langsung di loket, tanpa menunggu dengan nomor.",
        "Served at the counter at once, without waiting with a number.",
    ),
    "named": ("Dipanggil khusus oleh petugas, di luar urutan.", "Called by the officer out of turn."),
}
_OVER: Mapping[str, tuple[str, str]] = {
    "priority": ("prioritas didahulukan", "priority goes first"),
    "priority_turn": ("prioritas didahulukan", "priority goes first"),
    "fresh": ("baru saja mengambil nomor", "took the number just now"),
    "not_due": ("reservasi belum waktunya", "a booking that was not due yet"),
    "weight": ("giliran layanan lain", "another service's turn"),
    "pickup": ("giliran antrean pengambilan", "the collection line's turn"),
    "booking": ("reservasi didahulukan", "a booking goes first"),
}


def why_called(reason: Reason) -> tuple[Text, ...]:
    """The sentences of the answer, the most telling first."""
    rule = RULES.get(reason.rule, (f"Aturan: {reason.rule}.", f"The hall's rule: {reason.rule}."))
    minutes = round(reason.waited_seconds / 60)
    told = [_text(rule), _text((f"Menunggu {minutes} menit.", f"It waited {minutes} min."))]
    if reason.passed_over:
        names = [", ".join(_passed(reason, at)) for at in (0, 1)]
        told.append(
            _text((f"Dilewati: {names[0]} (datang lebih dahulu).", f"Passed over: {names[1]} (they came earlier)."))
        )
    elif reason.rule != "arrival":
        told.append(_text(("Tidak ada yang dilewati.", "Nobody was passed over.")))
    if reason.why:
        told.append(_text((f"Alasan petugas: {reason.why}", f"The officer's reason: {reason.why}")))
    return tuple(told)


def _text(pair: tuple[str, str]) -> Text:
    return {"id": pair[0], "en": pair[1]}


def _passed(reason: Reason, at: int) -> Iterator[str]:
    """Each label passed over, with why where it is known."""
    for label, why in itertools.zip_longest(reason.passed_over, reason.because, fillvalue=""):
        word = _OVER.get(why)
        yield f"{label} ({word[at]})" if word else label
