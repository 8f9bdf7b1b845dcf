"""The words of the board, in Indonesian and English.

Both languages stand on the board at once, Indonesian first and larger (Perpres 63/2019 Pasal 25), so these words
are pairs and not translations of the screen's one language.
"""

from shared.domain.words import Text
from shared.text.languages import FIRST, pick

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
    "wait": {"id": "± {low}–{high} mnt", "en": "± {low}–{high} min"},
    "wait_one": {"id": "± {high} mnt", "en": "± {high} min"},
    "until": {"id": "sampai pukul {time}", "en": "until {time}"},
}


def word(key: str, lang: str, **values: str) -> str:
    """A word of the board. KeyError for a key that is none."""
    sentence = pick(WORDS[key], lang)
    return sentence.format(**values) if values else sentence


def two_languages(languages: tuple[str, ...], first: str | None = None) -> tuple[str, str]:
    """The board's languages: Indonesian (or the one asked for), then one more at most; empty without one."""
    known = [*dict.fromkeys(([first] if first else []) + [FIRST, *languages])]
    return known[0], next((code for code in known[1:] if code in languages or code == FIRST), "")
