"""The words of the board, in Indonesian and English, and how days and hours are written.

Both languages stand on the board at once, Indonesian first and larger (Perpres 63/2019 Pasal 25), so these words
are pairs and not translations of the screen's one language.
"""

import datetime
from zoneinfo import ZoneInfo

from shared.domain.words import Instant, Text

WORDS: dict[str, Text] = {
    "number": {"id": "Nomor antrean", "en": "Queue number"},
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
    "starting": {"id": "Menghubungi berkas aula …", "en": "Connecting to the hall's file …"},
    "stale": {"id": "Data sejak pukul {time} {zone}", "en": "Data since {time} {zone}"},
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
    "wait": {"id": "± {low}–{high} mnt", "en": "± {low}–{high} min"},
    "wait_one": {"id": "± {high} mnt", "en": "± {high} min"},
    "until": {"id": "sampai pukul {time}", "en": "until {time}"},
}

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def word(key: str, lang: str, **values: str) -> str:
    """A word of the board; Indonesian where the language has none. KeyError for a key that is none."""
    text = WORDS[key]
    sentence = text.get(lang, text["id"])
    return sentence.format(**values) if values else sentence


def date_words(day: datetime.date, lang: str) -> str:
    """``Minggu, 22 November 2026``."""
    lang = lang if lang in _DAYS else "id"
    return f"{_DAYS[lang][day.weekday()]}, {day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}"


def zone_word(time_zone: str) -> str:
    """WIB, WITA or WIT; nothing for a zone outside Indonesia."""
    return _ZONES.get(time_zone, "")


def local(instant: Instant, time_zone: str) -> datetime.datetime:
    """The hall's wall clock at an instant."""
    return datetime.datetime.fromtimestamp(instant / 1000, ZoneInfo(time_zone))


def clock_words(instant: Instant, time_zone: str) -> str:
    """``08.00``: hours and minutes with a dot, as Indonesian writes them."""
    return f"{local(instant, time_zone):%H.%M}"


def two_languages(languages: tuple[str, ...], first: str | None = None) -> tuple[str, str]:
    """The board's languages: Indonesian (or the one asked for), then one more at most; empty without one."""
    known = [*dict.fromkeys(([first] if first else []) + ["id", *languages])]
    return known[0], next((code for code in known[1:] if code in languages or code == "id"), "")
