"""What happened to a visit or in the hall, in words: for the history that an officer reads, and the command line."""

from collections.abc import Mapping

from shared.domain.words import Text

KINDS: Mapping[str, tuple[str, str]] = {
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
    "counter_opened": ("loket dibuka", "counter opened"),
    "counter_closed": ("loket ditutup", "counter closed"),
    "break_started": ("istirahat dimulai", "break started"),
    "break_ended": ("istirahat selesai", "break ended"),
    "hall_paused": ("seluruh layanan dijeda", "hall paused"),
    "hall_resumed": ("layanan dilanjutkan", "hall resumed"),
    "service_disturbed": ("layanan terganggu", "service disturbed"),
    "announced": ("diumumkan", "announced"),
    "announcement_ended": ("pengumuman berakhir", "announcement ended"),
    "service_restored": ("layanan pulih", "service restored"),
    "day_opened": ("hari dibuka", "day opened"),
    "day_closed": ("hari ditutup", "day closed"),
    "hall_changed": ("data MPP diubah", "hall changed"),
    "booked": ("reservasi masuk", "booked"),
    "booking_moved": ("reservasi dipindahkan", "booking moved"),
    "booking_cancelled": ("reservasi dibatalkan", "booking cancelled"),
    "survey_taken": ("kuesioner diambil", "survey taken"),
    "survey_removed": ("kuesioner dikeluarkan", "survey removed"),
    "survey_typed": ("kuesioner diketik", "survey typed"),
    "follow_up": ("tindak lanjut", "follow up"),
    "printer_health": ("keadaan printer", "printer health"),
    "lease_taken": ("jatah nomor diambil", "lease taken"),
    "lease_returned": ("jatah nomor dikembalikan", "lease returned"),
    "settle_refused": ("susulan ditolak", "settle refused"),
    "backup_made": ("cadangan dibuat", "backup made"),
    "restored": ("dipulihkan dari cadangan", "restored"),
    "note": ("catatan", "note"),
    "help_requested": ("bantuan diminta", "help requested"),
    "help_accepted": ("bantuan datang", "help accepted"),
    "alarm_acknowledged": ("peringatan ditangani", "alarm acknowledged"),
    "signed_in": ("masuk", "signed in"),
    "signed_out": ("keluar", "signed out"),
    "sign_in_failed": ("gagal masuk", "sign in failed"),
    "device_enrolled": ("perangkat didaftarkan", "device enrolled"),
    "device_revoked": ("izin perangkat dicabut", "device revoked"),
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
    indonesian, english = KINDS.get(what, (what.replace("_", " "), what.replace("_", " ")))
    return {"id": indonesian, "en": english}


def reason(what: str, written: str | None) -> str | Text | None:
    """Why, as a person wrote it, or in words for what a program wrote; None for what only programs read."""
    if not written or what in ("called", "undone", "print_fate"):
        return None
    if written in _CODES:
        indonesian, english = _CODES[written]
        return {"id": indonesian, "en": english}
    return written
