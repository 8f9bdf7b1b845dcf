"""What is said of printers and of papers on their way, to staff and to visitors.

The keys are the values of ``Trouble``, ``PrinterState`` and ``JobState``; the tests hold that none lacks its words.
"""

from collections.abc import Mapping

from shared.domain.words import Text

_STAFF: Mapping[str, Text] = {
    "ready": {"id": "Siap mencetak.", "en": "It is ready to print."},
    "mute": {
        "id": "Printer ini tidak dapat menjawab: lihat sendiri apakah tiket keluar dan kertasnya cukup.",
        "en": "This printer cannot answer: look for yourself whether tickets come out and paper is left.",
    },
    "held": {
        "id": "Sedang dipakai anjungan yang tidak melaporkan gangguan. Tutup programnya untuk memeriksa dari sini.",
        "en": "A kiosk holds it and reports no trouble. Close the kiosk to ask the printer from here.",
    },
    "unwatched": {
        "id": "Tidak diketahui: tidak ada anjungan yang memakainya. Jalankan anjungan, atau: antrean printer status.",
        "en": "Not known: no kiosk that uses it is running. Start the kiosk, or: antrean printer status.",
    },
    "echo": {
        "id": "Saluran memantulkan kiriman: periksa kabel (TX dan RX tersambung?) atau matikan gema modem.",
        "en": "The line returns what is sent: look for joined TX and RX wires, or switch off the modem's echo.",
    },
    "lost": {
        "id": "Printer tidak terhubung. Periksa daya dan kabelnya.",
        "en": "The printer does not answer. Check its power and cable.",
    },
    "fatal": {
        "id": "Printer rusak. Matikan, tunggu 10 detik, nyalakan lagi.",
        "en": "The printer reports a fault. Switch it off, wait 10 seconds, switch it on.",
    },
    "cutter": {
        "id": "Pisau printer macet. Buka penutup, keluarkan kertas yang terjepit.",
        "en": "The printer's knife is jammed. Open the cover and take out the jammed paper.",
    },
    "cover": {"id": "Penutup printer terbuka.", "en": "The printer's cover is open."},
    "paper_out": {"id": "Kertas habis. Pasang gulungan baru.", "en": "The paper has run out. Put in a new roll."},
    "hot": {
        "id": "Printer terlalu panas; mencetak lagi setelah dingin.",
        "en": "The printer is too hot; it goes on when it has cooled.",
    },
    "feeding": {
        "id": "Tombol kertas sedang ditekan di printer.",
        "en": "Somebody is pressing the printer's feed button.",
    },
    "offline": {
        "id": "Printer tidak siap. Tekan tombolnya atau nyalakan ulang.",
        "en": "The printer is not ready. Press its button, or switch it off and on.",
    },
    "quarantined": {
        "id": "Buka penutup, pasang kertas, BUANG tiket pertama yang keluar, lalu tandai siap (antrean printer ready).",
        "en": "Open the cover, load paper, THROW AWAY the first ticket, then say: ready (antrean printer ready).",
    },
    "near_end": {
        "id": "Kertas hampir habis. Siapkan gulungan baru.",
        "en": "The paper is nearly used up. Keep a new roll at hand.",
    },
    "silent": {
        "id": "Printer tidak menjawab: mati, atau tidak bisa menjawab. Jalankan: antrean printer probe.",
        "en": "It does not answer: it is off, or it cannot. `antrean printer probe` finds out which.",
    },
}
_SHORT: Mapping[str, Text] = {
    "lost": {"id": "tidak terhubung", "en": "does not answer"},
    "fatal": {"id": "rusak", "en": "reports a fault"},
    "cutter": {"id": "pisau macet", "en": "its knife is jammed"},
    "cover": {"id": "penutup terbuka", "en": "its cover is open"},
    "paper_out": {"id": "kertas habis", "en": "is out of paper"},
    "hot": {"id": "terlalu panas", "en": "is too hot"},
    "feeding": {"id": "tombol kertas ditekan", "en": "its feed button is pressed"},
    "offline": {"id": "tidak siap", "en": "is not ready"},
    "quarantined": {"id": "tidak dipakai dahulu", "en": "is out of use for now"},
    "near_end": {"id": "kertas hampir habis", "en": "is nearly out of paper"},
    "silent": {"id": "tidak menjawab", "en": "says nothing"},
}
_VISITOR: Mapping[str | None, Text] = {
    None: {"id": "Mohon tunggu, tiket sedang dicetak.", "en": "Please wait, your ticket is being printed."},
    "paper_out": {
        "id": "Kertas habis. Petugas sedang dipanggil; nomor Anda tetap berlaku.",
        "en": "The paper has run out. Staff are being called; your number stays valid.",
    },
    "hot": {
        "id": "Printer perlu mendingin sebentar. Nomor Anda tetap berlaku.",
        "en": "The printer needs a moment to cool. Your number stays valid.",
    },
}
_VISITOR_OTHER: Text = {
    "id": "Printer terganggu. Petugas sedang dipanggil; nomor Anda tetap berlaku.",
    "en": "The printer has a problem. Staff are being called; your number stays valid.",
}
_ENDS: Mapping[str, Text] = {
    "confirmed": {"id": "Silakan ambil tiket Anda.", "en": "Please take your ticket."},
    "unverified": {
        "id": "Silakan ambil tiket Anda. Bila tidak keluar, tekan tombol di bawah.",
        "en": "Please take your ticket. If none came out, press the button below.",
    },
    "unknown": {
        "id": "Tiket mungkin sudah keluar. Bila tidak, tekan tombol di bawah. Nomor Anda tetap berlaku.",
        "en": "Your ticket may have come out. If not, press the button below. Your number is valid either way.",
    },
    "failed_clean": {
        "id": "Tiket tidak dapat dicetak. Nomor Anda tetap berlaku; silakan catat atau foto.",
        "en": "Your ticket cannot be printed. Your number is valid; please note or photograph it.",
    },
    "replaced": {"id": "Tiket Anda dicetak di tempat lain.", "en": "Your ticket is printed elsewhere."},
}
_COPY: Text = {
    "id": "Silakan ambil tiket Anda yang bertanda SALINAN.",
    "en": "Please take your ticket, the one marked COPY.",
}


def staff_words(word: str) -> Text:
    """How a printer stands, and what staff have to do."""
    return _STAFF[word]


def short_words(trouble: str) -> Text:
    """What is wrong with a printer, in few words."""
    return _SHORT[trouble]


def visitor_words(trouble: str | None) -> Text:
    """What a visitor who waits for the paper reads."""
    return _VISITOR.get(trouble, _VISITOR_OTHER)


def paper_words(fate: str | None, trouble: str | None, copy: int) -> Text:
    """What the visitor reads of a paper on its way, or at its end."""
    if fate is None:
        return visitor_words(trouble)
    return _COPY if copy > 1 and fate == "confirmed" else _ENDS[fate]
