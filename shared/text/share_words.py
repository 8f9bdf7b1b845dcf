"""What is said of the share, of the hall's file and of the PCs' clocks, on every screen alike."""

import datetime

from shared.domain.words import Text
from shared.faults import Kind
from shared.text.dates import clock_words
from shared.text.languages import ENGLISH, FIRST

_WORDS: dict[Kind | None, Text] = {
    None: {"id": "Sambungan antrean baik.", "en": "Connected to the hall's file."},
    Kind.BUSY: {"id": "Data antrean sedang sibuk. Mohon tunggu.", "en": "The hall's file is busy. Please wait."},
    Kind.SLOW: {"id": "Jaringan lambat. Mohon tunggu.", "en": "The network is slow. Please wait."},
    Kind.HELD: {
        "id": "Data antrean ditahan program lain. Anjungan tetap memberi nomor. Kecualikan folder antrean dari "
        "antivirus dan pencadangan.",
        "en": "Another program holds the hall's file. Kiosks go on. Exclude the hall's folder from virus scanners and "
        "backups.",
    },
    Kind.GONE: {
        "id": "Sambungan antrean terputus. Periksa jaringan.",
        "en": "The queue's connection is cut. Check the network.",
    },
    Kind.FULL: {"id": "Disk data antrean penuh.", "en": "The disk of the hall's file is full."},
    Kind.READ_ONLY: {
        "id": "Komputer ini tidak boleh menulis ke folder antrean.",
        "en": "This PC may not write to the hall's folder.",
    },
    Kind.CORRUPT: {
        "id": "Data antrean rusak. Panggil teknisi.",
        "en": "The hall's file is damaged. Call a technician.",
    },
    Kind.NEWER_SCHEMA: {
        "id": "Program di komputer ini lebih tua dari data antrean. Perbarui program.",
        "en": "The program on this PC is older than the hall's file. Update it.",
    },
    Kind.NO_HALL: {
        "id": "Folder antrean tidak ditemukan. Periksa jaringan dan folder.",
        "en": "The hall's folder was not found. Check the network and the folder.",
    },
    Kind.WRONG_HALL: {
        "id": "Data antrean di folder ini bukan yang dikenal program ini. Panggil teknisi.",
        "en": "The data in this folder are not those that this program knows. Call a technician.",
    },
    Kind.UNSAFE_SHARE: {
        "id": "Folder bersama ini tidak aman. Jalankan antrean check.",
        "en": "This share is not safe. Run antrean check.",
    },
    Kind.PRETENDED: {
        "id": "Data antrean ini bukan untuk latihan: ANTREAN_CLOCK tidak boleh dipakai. Hapus, lalu mulai lagi.",
        "en": "This hall is not for practice: ANTREAN_CLOCK may not be used. Unset ANTREAN_CLOCK and start again.",
    },
    Kind.CLOCK: {
        "id": "Jam di layar ini salah, jadi nomor tidak dapat diberikan. Silakan hubungi petugas.",
        "en": "The clock of this screen is wrong, so no number can be given. Please ask an officer.",
    },
    Kind.BUG: {
        "id": "Terjadi kesalahan dalam program. Panggil teknisi.",
        "en": "An error in the program. Call a technician.",
    },
}
_PASSES = frozenset({Kind.BUSY, Kind.SLOW, Kind.HELD, Kind.GONE, Kind.NO_HALL})
"""What mostly is over after a moment; of the rest a visitor has to know only that this screen cannot help now."""
_VISITOR_LATER: Text = {
    "id": "Data antrean sedang tidak terjangkau.",
    "en": "The queue's data cannot be reached at the moment.",
}
_VISITOR_NOT_HERE: Text = {
    "id": "Layar ini sedang tidak dapat dipakai.",
    "en": "This screen cannot be used at the moment.",
}
_HELD_SINCE: Text = {
    "id": "Data antrean ditahan program lain sejak pukul {time}. Anjungan tetap memberi nomor. Kecualikan folder "
    "antrean dari antivirus dan pencadangan.",
    "en": "Another program has held the hall's file since {time}. Kiosks go on. Exclude the hall's folder from virus "
    "scanners and backups.",
}


def is_of_the_share(kind: Kind) -> bool:
    """Whether a fault of this kind has words here."""
    return kind in _WORDS


def share_words(kind: Kind | None) -> Text:
    """How the share is; None when nothing is wrong."""
    return _WORDS.get(kind, _WORDS[Kind.GONE])


def visitor_words(kind: Kind) -> Text:
    """What a visitor is told, who can mend nothing; the rest stands in the log and on the screen's strip."""
    if kind is Kind.CLOCK:
        return _WORDS[kind]
    return _VISITOR_LATER if kind in _PASSES else _VISITOR_NOT_HERE


def held_words(since: datetime.datetime) -> Text:
    """Another program's lock stands on the file, since a time of the hall's wall clock."""
    return {lang: _HELD_SINCE[lang].format(time=clock_words(since, lang)) for lang in (FIRST, ENGLISH)}


def clock_difference_words(ahead_ms: int, *, stops: bool) -> Text:
    """What is wrong with this PC's clock, or with the share's (``ahead_ms`` 0); ``stops``: no number is given here."""
    if not ahead_ms:
        return {
            "id": "Jam server tidak sama dengan jam komputer-komputer lain. Perbaiki jam server.",
            "en": "The server's clock is not that of the hall's PCs. Set the server's clock.",
        }
    hours, minutes = divmod(round(abs(ahead_ms) / 60_000), 60)
    id_span = " ".join([f"{hours} jam"] * (hours > 0) + [f"{minutes} menit"] * (minutes > 0 or not hours))
    en_span = " ".join([f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0 or not hours))
    id_side, en_side = ("lebih cepat", "ahead of") if ahead_ms > 0 else ("lebih lambat", "behind")
    id_then, en_then = (
        ("Nomor tidak diberikan di sini.", "No numbers are given here.")
        if stops
        else ("Waktu server yang dipakai.", "The server's time is used.")
    )
    return {
        "id": f"Jam komputer ini {id_span} {id_side} dari jam server. {id_then} Perbaiki jam komputer ini.",
        "en": f"This PC's clock is {en_span} {en_side} the server's. {en_then} Set this PC's clock.",
    }
