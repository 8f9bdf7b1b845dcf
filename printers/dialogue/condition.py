"""How a printer is: the one reading that status bytes of every kind come down to, and the words for people."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.words import Text


class Trouble(StrEnum):
    """What keeps a printer from printing, or soon will."""

    LOST = "lost"  # no connection, or no answer from one known to answer
    FATAL = "fatal"
    CUTTER = "cutter"
    COVER = "cover"
    PAPER_OUT = "paper_out"
    HOT = "hot"
    FEEDING = "feeding"
    OFFLINE = "offline"  # it says so and not why
    QUARANTINED = "quarantined"  # it may hold an old ticket: staff have to look
    NEAR_END = "near_end"  # prints, but the roll is nearly used up
    SILENT = "silent"  # is printed on, but does not answer, and nobody knows whether it could


@dataclass(frozen=True, slots=True)
class Condition:
    """The last reading. All false is a printer that prints."""

    connected: bool = False
    offline: bool = False
    cover: bool = False
    feeding: bool = False
    paper_out: bool = False
    near_end: bool = False
    cutter: bool = False
    fatal: bool = False
    hot: bool = False
    error: bool = False
    silent: bool = False  # it said nothing when it was asked what it can answer
    presented: bool = False  # presenters: a cut ticket waits to be taken

    def with_eot(self, n: int, value: int) -> "Condition":
        """After the answer to ``DLE EOT n`` (PRINTING.md 3.2)."""
        if n == 1:
            return dataclasses.replace(self, offline=bool(value & 0x08))
        if n == 2:
            cover = bool(value & 0x04)
            out = bool(value & 0x20) or (self.paper_out and cover)
            return dataclasses.replace(
                self, cover=cover, feeding=bool(value & 0x08), paper_out=out, error=bool(value & 0x40)
            )
        if n == 3:
            return dataclasses.replace(
                self, cutter=bool(value & 0x08), fatal=bool(value & 0x20), hot=bool(value & 0x40)
            )
        if self.cover:
            return self  # with the cover open the paper bits may be wrong
        return dataclasses.replace(self, near_end=value & 0x0C == 0x0C, paper_out=value & 0x60 == 0x60)

    def with_asb(self, data: bytes) -> "Condition":
        """After an automatic status (PRINTING.md 3.3)."""
        first, second, third = data[0], data[1], data[2]
        cover = bool(first & 0x20)
        return dataclasses.replace(
            self,
            offline=bool(first & 0x08),
            cover=cover,
            feeding=bool(first & 0x40),
            cutter=bool(second & 0x08),
            fatal=bool(second & 0x20),
            hot=bool(second & 0x40),
            near_end=self.near_end if cover else third & 0x03 == 0x03,
            paper_out=self.paper_out if cover else third & 0x0C == 0x0C,
        )

    def with_full(self, data: bytes) -> "Condition":
        """After the full status of a kiosk mechanism (PRINTING.md 3.5)."""
        paper, user, recoverable, fatal = data[2], data[3], data[4], data[5]
        return dataclasses.replace(
            self,
            paper_out=bool(paper & 0x01),
            near_end=bool(paper & 0x04),
            presented=bool(paper & 0x20),
            cover=bool(user & 0x03),
            hot=bool(recoverable & 0x01),
            cutter=bool(fatal & 0x01),
            fatal=bool(fatal & 0x0E),
        )

    def online(self) -> "Condition":
        """As a printer is that says it can print: nothing of what would have stopped it is so."""
        return dataclasses.replace(
            self, offline=False, cover=False, feeding=False, paper_out=False, cutter=False, fatal=False, error=False
        )

    @property
    def cause(self) -> Trouble | None:
        """Why it does not print, as far as it says more than that."""
        trouble = dataclasses.replace(self, connected=True).trouble
        return None if trouble is Trouble.OFFLINE else trouble

    @property
    def trouble(self) -> Trouble | None:
        """The first thing to tell people, or None when it prints."""
        if not self.connected:
            return Trouble.LOST
        order = (
            (self.fatal, Trouble.FATAL),
            (self.cutter, Trouble.CUTTER),
            (self.cover, Trouble.COVER),
            (self.paper_out, Trouble.PAPER_OUT),
            (self.hot and self.offline, Trouble.HOT),
            (self.feeding, Trouble.FEEDING),
            (self.offline, Trouble.OFFLINE),
        )
        return next((trouble for is_so, trouble in order if is_so), None)

    @property
    def notable(self) -> Trouble | None:
        """What staff should know of it: its trouble, or what may become one."""
        soon = Trouble.NEAR_END if self.near_end else Trouble.SILENT if self.silent else None
        return self.trouble or soon

    @property
    def stalled(self) -> Trouble | None:
        """Why a ticket that is on its way may take longer: a head that cools counts, too."""
        return self.trouble or (Trouble.HOT if self.hot else None)


STAFF: dict[Trouble, Text] = {
    Trouble.LOST: {
        "id": "Pencetak tidak terhubung. Periksa daya dan kabelnya.",
        "en": "The printer does not answer. Check its power and cable.",
    },
    Trouble.FATAL: {
        "id": "Pencetak rusak. Matikan, tunggu 10 detik, nyalakan lagi.",
        "en": "The printer reports a fault. Switch it off, wait 10 seconds, switch it on.",
    },
    Trouble.CUTTER: {
        "id": "Pisau pencetak macet. Buka penutup, keluarkan kertas yang terjepit.",
        "en": "The printer's knife is jammed. Open the cover and take out the jammed paper.",
    },
    Trouble.COVER: {"id": "Penutup pencetak terbuka.", "en": "The printer's cover is open."},
    Trouble.PAPER_OUT: {"id": "Kertas habis. Pasang gulungan baru.", "en": "The paper has run out. Put in a new roll."},
    Trouble.HOT: {
        "id": "Pencetak terlalu panas; mencetak lagi setelah dingin.",
        "en": "The printer is too hot; it goes on when it has cooled.",
    },
    Trouble.FEEDING: {
        "id": "Tombol kertas sedang ditekan di pencetak.",
        "en": "Somebody is pressing the printer's feed button.",
    },
    Trouble.OFFLINE: {
        "id": "Pencetak tidak siap. Tekan tombolnya atau nyalakan ulang.",
        "en": "The printer is not ready. Press its button, or switch it off and on.",
    },
    Trouble.QUARANTINED: {
        "id": "Buka penutup, pasang kertas, BUANG karcis pertama yang keluar, lalu: antrean printer ready.",
        "en": "Open the cover, load paper, THROW AWAY the first ticket that comes out, then: antrean printer ready.",
    },
    Trouble.NEAR_END: {
        "id": "Kertas hampir habis. Siapkan gulungan baru.",
        "en": "The paper is nearly used up. Keep a new roll at hand.",
    },
    Trouble.SILENT: {
        "id": "Pencetak tidak menjawab: mati, atau tidak bisa menjawab. Jalankan: antrean printer probe.",
        "en": "It does not answer: it is off, or it cannot. `antrean printer probe` finds out which.",
    },
}
"""What staff read on their screens."""

VISITOR: dict[Trouble | None, Text] = {
    None: {"id": "Mohon tunggu, karcis sedang dicetak.", "en": "Please wait, your ticket is being printed."},
    Trouble.PAPER_OUT: {
        "id": "Kertas habis. Petugas sedang dipanggil; nomor Anda tetap berlaku.",
        "en": "The paper has run out. Staff are being called; your number stays valid.",
    },
    Trouble.HOT: {
        "id": "Pencetak perlu mendingin sebentar. Nomor Anda tetap berlaku.",
        "en": "The printer needs a moment to cool. Your number stays valid.",
    },
}
_VISITOR_OTHER: Text = {
    "id": "Pencetak terganggu. Petugas sedang dipanggil; nomor Anda tetap berlaku.",
    "en": "The printer has a problem. Staff are being called; your number stays valid.",
}


def staff_words(trouble: Trouble) -> Text:
    """What staff have to do."""
    return STAFF[trouble]


def visitor_words(trouble: Trouble | None) -> Text:
    """What a visitor who waits for the paper reads."""
    return VISITOR.get(trouble, _VISITOR_OTHER)
