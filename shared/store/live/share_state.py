"""Whether the hall's file can be reached, since when, and the words for the person in front of the screen."""

from dataclasses import dataclass

from shared.domain.words import Instant, Text
from shared.faults import EnvironmentFault, Kind
from shared.store.hall_faults import Held

WORDS: dict[Kind | None, Text] = {
    None: {"id": "Terhubung dengan berkas aula.", "en": "Connected to the hall's file."},
    Kind.BUSY: {"id": "Berkas aula sedang sibuk. Mohon tunggu.", "en": "The hall's file is busy. Please wait."},
    Kind.SLOW: {"id": "Jaringan lambat. Mohon tunggu.", "en": "The network is slow. Please wait."},
    Kind.HELD: {
        "id": "Berkas aula ditahan program lain. Kiosk tetap memberi nomor. Kecualikan folder aula dari antivirus dan "
        "pencadangan.",
        "en": "Another program holds the hall's file. Kiosks go on. Exclude the hall's folder from virus scanners and "
        "backups.",
    },
    Kind.GONE: {
        "id": "Tidak terhubung dengan berkas aula. Periksa jaringan.",
        "en": "Not connected to the hall's file. Check the network.",
    },
    Kind.FULL: {"id": "Disk berkas aula penuh.", "en": "The disk of the hall's file is full."},
    Kind.READ_ONLY: {
        "id": "Komputer ini tidak boleh menulis ke folder aula.",
        "en": "This PC may not write to the hall's folder.",
    },
    Kind.CORRUPT: {"id": "Berkas aula rusak. Panggil teknisi.", "en": "The hall's file is damaged. Call a technician."},
    Kind.NEWER_SCHEMA: {
        "id": "Program di komputer ini lebih tua dari berkas aula. Perbarui program.",
        "en": "The program on this PC is older than the hall's file. Update it.",
    },
    Kind.NO_HALL: {
        "id": "Folder aula tidak ditemukan. Periksa jaringan dan folder.",
        "en": "The hall's folder was not found. Check the network and the folder.",
    },
    Kind.WRONG_HALL: {
        "id": "Berkas aula diganti dengan berkas lain. Mulai ulang semua program.",
        "en": "The hall's file was replaced by another. Start all programs again.",
    },
    Kind.UNSAFE_SHARE: {
        "id": "Folder bersama ini tidak aman. Jalankan antrean check.",
        "en": "This share is not safe. Run antrean check.",
    },
    Kind.PRETENDED: {
        "id": "Aula ini bukan aula latihan: ANTREAN_CLOCK tidak boleh dipakai. Hapus ANTREAN_CLOCK, lalu mulai lagi.",
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


_HELD_SINCE: Text = {
    "id": "Berkas aula ditahan program lain sejak pukul {time}. Kiosk tetap memberi nomor. Kecualikan folder aula dari "
    "antivirus dan pencadangan.",
    "en": "Another program has held the hall's file since {time}. Kiosks go on. Exclude the hall's folder from virus "
    "scanners and backups.",
}


@dataclass(frozen=True, slots=True)
class ShareState:
    """How the share is. ``ok`` with a kind (busy, slow) means: it works, but the screen should say so.

    Attributes:
        ok: Whether acts reach the file.
        kind: What is wrong; None when nothing is.
        since: Since when it has been like this, by this PC's clock.
        sentence: For the screen.
    """

    ok: bool
    kind: Kind | None
    since: Instant
    sentence: Text


def share_state(ok: bool, kind: Kind | None, since: Instant, sentence: Text | None = None) -> ShareState:
    """The state in the words of this table, unless it has words of its own."""
    return ShareState(ok, kind, since, sentence or WORDS.get(kind, WORDS[Kind.GONE]))


def clock_words(ahead_ms: int, *, stops: bool) -> Text:
    """What is wrong with this PC's clock, or with the share's (``ahead_ms`` 0); ``stops``: no number is given here."""
    if not ahead_ms:
        return {
            "id": "Jam server tidak sama dengan jam komputer-komputer di aula. Perbaiki jam server.",
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


def of_fault(fault: EnvironmentFault, now: Instant) -> ShareState:
    """The file cannot be used: what a fault says of it."""
    since = fault.since if isinstance(fault, Held) else now
    return ShareState(False, fault.kind, since, sentence(fault))


def sentence(fault: EnvironmentFault) -> Text:
    """What a fault of the share is called on every screen alike."""
    if isinstance(fault, Held):
        english = fault.time.replace(".", ":")
        return {lang: words.format(time=english if lang == "en" else fault.time) for lang, words in _HELD_SINCE.items()}
    return WORDS.get(fault.kind, WORDS[Kind.GONE])
