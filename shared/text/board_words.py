"""The words of the board, in Indonesian and English.

Both languages stand on the board at once, Indonesian first and larger (Perpres 63/2019 Pasal 25), so these words
are pairs and not translations of the screen's one language.
"""

from shared.domain.words import Text
from shared.text.languages import FIRST, pick

WORDS: dict[str, Text] = {
    "number": {"id": "Nomor antrean", "en": "Queue number"},
    "label": {"id": "Nomor", "en": "Number"},
    "counter": {"id": "Loket", "en": "Counter"},
    "calls": {"id": "Panggilan terbaru", "en": "Latest calls"},
    "waiting": {"id": "Menunggu", "en": "Waiting"},
    "priority": {"id": "Prioritas", "en": "Priority"},
    "again": {"id": "Panggilan ulang", "en": "Called again"},
    "serving": {"id": "Sedang dilayani", "en": "Being served"},
    "welcome": {"id": "Selamat datang", "en": "Welcome"},
    "no_calls": {
        "id": "Nomor yang dipanggil tampil di sini",
        "en": "Numbers that are called appear here",
    },
    "starting": {"id": "Menghubungi data antrean …", "en": "Connecting to the hall's file …"},
    "stale": {"id": "Data sejak pukul {time}", "en": "Data since {time}"},
    "stale_help": {
        "id": "Layar ini tidak terhubung. Dengarkan petugas.",
        "en": "This screen is not connected. Please listen to the officers.",
    },
    "paused": {"id": "Layanan dijeda", "en": "Service is paused"},
    "closed": {
        "id": "Layanan hari ini telah berakhir. Terima kasih atas kunjungan Anda.",
        "en": "Service has ended for today. Thank you for your visit.",
    },
    "disturbed": {"id": "Layanan {service} terhenti sementara", "en": "{service} is stopped for now"},
    "break": {"id": "{counters} istirahat", "en": "{counters} is on a break"},
    "breaks": {"id": "{counters} istirahat", "en": "{counters} are on a break"},
    "waiting_count": {"id": "{n} menunggu", "en": "{n} waiting"},
    "nobody_waits": {"id": "tidak ada antrean", "en": "nobody waiting"},
    "closed_short": {"id": "tutup", "en": "closed"},
    "closed_today": {"id": "tutup hari ini", "en": "closed today"},
    "opens_at": {"id": "buka pukul {time}", "en": "opens at {time}"},
    "paused_short": {"id": "dijeda", "en": "paused"},
    "stopped_short": {"id": "terhenti sementara", "en": "stopped for now"},
    "on_break": {"id": "istirahat", "en": "on a break"},
    "break_until": {"id": "istirahat sampai pukul {time}", "en": "on a break until {time}"},
    "back_at": {"id": "kembali {time}", "en": "back at {time}"},
    "no_counter": {"id": "loket belum buka", "en": "no counter open yet"},
    "come_closer": {"id": "Silakan mendekat", "en": "Please come closer"},
    "come_here": {"id": "Silakan ke loket ini", "en": "Please come to this counter"},
    "await_call": {"id": "Silakan tunggu panggilan", "en": "Please wait for your call"},
    "counter_closed": {"id": "Loket ini tutup", "en": "This counter is closed"},
    "free": {"id": "siap", "en": "ready"},
    "open_again": {"id": "Buka kembali", "en": "Open again"},
    "open_today": {"id": "Buka hari ini", "en": "Open today"},
    "hours_from": {"id": "pukul {open} sampai {close}", "en": "{open} to {close}"},
    "numbers_from": {"id": "Nomor antrean mulai pukul {time}", "en": "Numbers are given from {time}"},
    "pledge": {"id": "Maklumat pelayanan", "en": "Our service pledge"},
    "way_left": {"id": "ke kiri", "en": "to the left"},
    "way_right": {"id": "ke kanan", "en": "to the right"},
    "way_ahead": {"id": "lurus ke depan", "en": "straight ahead"},
    "way_behind": {"id": "di belakang Anda", "en": "behind you"},
    "way_stairs": {"id": "lewat tangga", "en": "by the stairs"},
    "way_floor": {"id": "di lantai lain", "en": "on another floor"},
    "until": {"id": "sampai pukul {time}", "en": "until {time}"},
}


def word(key: str, lang: str, **values: str) -> str:
    """A word of the board. KeyError for a key that is none."""
    sentence = pick(WORDS[key], lang)
    return sentence.format(**values) if values else sentence


def text(key: str, **values: str) -> Text:
    """A word of the board in all its languages, with its places filled."""
    return {lang: words.format(**values) if values else words for lang, words in WORDS[key].items()}


def two_languages(languages: tuple[str, ...], first: str | None = None) -> tuple[str, str]:
    """The board's languages: Indonesian (or the one asked for), then one more at most; empty without one."""
    known = [*dict.fromkeys(([first] if first else []) + [FIRST, *languages])]
    return known[0], next((code for code in known[1:] if code in languages or code == FIRST), "")
