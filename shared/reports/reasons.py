"""Why a number was refused, in a few words: what a refusal's own sentence says to one visitor, told of many."""

from collections.abc import Mapping

from shared.domain.words import Refusal
from shared.reports import written

_REASONS: Mapping[Refusal, tuple[str, str]] = {
    Refusal.NOT_YET_OPEN: ("Pengambilan nomor belum dibuka", "Number-taking had not begun"),
    Refusal.HALL_CLOSED_TODAY: ("MPP tutup hari itu", "The hall was closed that day"),
    Refusal.HOLIDAY: ("Hari libur", "Holiday"),
    Refusal.AFTER_CLOSING: ("Sesudah jam tutup", "After closing"),
    Refusal.CUT_OFF: ("Pengambilan nomor sudah ditutup", "After the end of number-taking"),
    Refusal.BREAK: ("Jam istirahat", "In a break"),
    Refusal.NOT_TODAY: ("Layanan tidak dijadwalkan hari itu", "Service not scheduled that day"),
    Refusal.NOT_OFFERED: ("Layanan tidak tersedia", "Service not offered"),
    Refusal.AGENCY_CLOSED: ("Instansi tutup", "Agency closed"),
    Refusal.QUOTA_USED_UP: ("Kuota harian habis", "Daily quota used up"),
    Refusal.DISTURBED: ("Layanan terganggu", "Service disturbed"),
    Refusal.NO_COUNTER: ("Tidak ada loket yang buka", "No counter open"),
    Refusal.LAST_OFFICER_ON_BREAK: ("Petugas terakhir sedang istirahat", "Last officer on a break"),
    Refusal.BEYOND_CLOSING: ("Antrean melewati jam tutup", "The line would pass closing"),
    Refusal.LONG_WAIT: ("Waktu tunggu terlalu lama", "Wait too long"),
    Refusal.HALL_PAUSED: ("Seluruh MPP dijeda", "The whole hall paused"),
    Refusal.DAY_CLOSED: ("Hari layanan sudah ditutup", "The business day was closed"),
    Refusal.SAME_SERVICE_TWICE: ("Layanan yang sama dua kali", "The same service twice"),
    Refusal.NO_SUCH_BOOKING: ("Reservasi tidak dikenal", "Unknown booking"),
    Refusal.BOOKING_USED: ("Reservasi sudah dipakai", "Booking used already"),
    Refusal.BOOKED_FOR_ANOTHER_DAY: ("Reservasi untuk hari lain", "Booked for another day"),
    Refusal.BOOKING_CANCELLED: ("Reservasi sudah dibatalkan", "Booking cancelled"),
    Refusal.BOOKING_WITHOUT_SERVICE: ("Layanan reservasi sudah tidak ada", "Service of the booking no longer offered"),
}


def reason(code: str, lang: str) -> str:
    """The words for a refusal's code; the code itself, readable, for one that is not listed."""
    known = {refusal.value: pair for refusal, pair in _REASONS.items()}.get(code)
    return code.replace("_", " ") if known is None else written.either(lang, *known)
