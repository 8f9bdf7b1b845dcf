"""Whether the hall's file can be reached, since when, and the words for the person in front of the screen."""

from dataclasses import dataclass

from shared.domain.words import Instant, Text
from shared.faults import Kind

WORDS: dict[Kind | None, Text] = {
    None: {"id": "Terhubung dengan berkas aula.", "en": "Connected to the hall's file."},
    Kind.BUSY: {"id": "Berkas aula sedang sibuk. Mohon tunggu.", "en": "The hall's file is busy. Please wait."},
    Kind.SLOW: {"id": "Jaringan lambat. Mohon tunggu.", "en": "The network is slow. Please wait."},
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
    Kind.BUG: {
        "id": "Terjadi kesalahan dalam program. Panggil teknisi.",
        "en": "An error in the program. Call a technician.",
    },
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


def share_state(ok: bool, kind: Kind | None, since: Instant) -> ShareState:
    """The state in the words of this table."""
    return ShareState(ok, kind, since, WORDS.get(kind, WORDS[Kind.GONE]))
