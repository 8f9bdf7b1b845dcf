"""Every refusal in plain, friendly words, in each language of the hall.

Indonesian and English are built in; a hall's file can give its own words, or further languages, by refusal code
(``[words.quota_used_up]``). Placeholders: ``{time}`` when to come back, ``{name}`` what it is about, ``{reason}``.
"""

from collections.abc import Mapping

from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, StepState, Text
from shared.text.counter_title import counter_title
from shared.text.dates import wall_clock, when
from shared.text.languages import ADDED, ENGLISH, FIRST, added, pick

_Pair = tuple[str, str, str, str]
"""Indonesian and English, each with a tail that is added when the time to come back is known."""

_R = Refusal


def _plain(indonesian: str, english: str) -> tuple[str, str, str, str]:
    """A sentence that names no time at which it is over."""
    return indonesian, "", english, ""


_WORDS: Mapping[Refusal, _Pair] = {
    _R.NOT_YET_OPEN: (
        "Pengambilan nomor belum dibuka.",
        "Silakan ambil nomor mulai {time}.",
        "Numbers are not given out yet.",
        "Please take one from {moment}.",
    ),
    _R.HALL_CLOSED_TODAY: (
        "Hari ini tidak ada pelayanan.",
        "Kami melayani lagi {time}.",
        "The hall is closed today.",
        "We are open again {time}.",
    ),
    _R.HOLIDAY: (
        "Hari ini libur: {name}.",
        "Kami melayani lagi {time}.",
        "Closed today: {name}.",
        "We are open again {time}.",
    ),
    _R.AFTER_CLOSING: (
        "Pelayanan hari ini sudah selesai.",
        "Kami melayani lagi {time}.",
        "Today's service has ended.",
        "We are open again {time}.",
    ),
    _R.CUT_OFF: (
        "Pengambilan nomor untuk hari ini sudah ditutup.",
        "Silakan datang lagi {time}.",
        "No more numbers are given out today.",
        "Please come again {time}.",
    ),
    _R.BREAK: (
        "Sedang istirahat.",
        "Silakan ambil nomor mulai {time}.",
        "We are on a break.",
        "Please take a number from {moment}.",
    ),
    _R.NOT_TODAY: (
        "Layanan ini tidak tersedia hari ini.",
        "Layanan ini tersedia lagi {time}.",
        "This service is not offered today.",
        "It is offered again {time}.",
    ),
    _R.NOT_OFFERED: (
        "Layanan ini untuk sementara tidak tersedia.",
        "Layanan ini tersedia lagi {time}.",
        "This service is not offered for the time being.",
        "It is offered again {time}.",
    ),
    _R.AGENCY_CLOSED: (
        "Instansi ini tidak melayani hari ini.",
        "Instansi ini melayani lagi {time}.",
        "This agency does not serve today.",
        "It serves again {time}.",
    ),
    _R.QUOTA_USED_UP: (
        "Nomor untuk layanan ini hari ini sudah habis.",
        "Nomor tersedia lagi {time}.",
        "All numbers of this service for today have been taken.",
        "Numbers are available again {time}.",
    ),
    _R.DISTURBED: (
        "Layanan ini sedang terganggu: {reason}.",
        "Diperkirakan pulih {time}.",
        "This service is interrupted: {reason}.",
        "It is expected back {time}.",
    ),
    _R.NO_COUNTER: (
        "Saat ini belum ada loket yang melayani.",
        "Silakan coba lagi {time}.",
        "No counter serves this at the moment.",
        "Please try again {time}.",
    ),
    _R.LAST_OFFICER_ON_BREAK: (
        "Petugas layanan ini sedang istirahat.",
        "Pelayanan dilanjutkan {time}.",
        "The officer of this service is on a break.",
        "Service continues {time}.",
    ),
    _R.BEYOND_CLOSING: (
        "Antrean sudah panjang; mungkin tidak terlayani sebelum tutup.",
        "Silakan datang lagi {time}.",
        "The line is long; you may not be served before closing.",
        "Please come again {time}.",
    ),
    _R.LONG_WAIT: (
        "Antrean panjang, sekitar dua jam atau lebih; layanan lain mungkin lebih cepat.",
        "Anda juga bisa datang lagi {time}.",
        "The line is long, about two hours or more; another service may be quicker.",
        "You may also come again {time}.",
    ),
    _R.HALL_PAUSED: (
        "Pelayanan dihentikan sebentar: {reason}.",
        "Dilanjutkan {time}.",
        "Service is paused for a moment: {reason}.",
        "It continues {time}.",
    ),
    _R.DAY_CLOSED: (
        "Pelayanan hari ini sudah ditutup.",
        "Kami melayani lagi {time}.",
        "Today's service has been closed.",
        "We are open again {time}.",
    ),
    _R.NOT_ALLOWED: ("Tidak diizinkan: {reason}.", "", "Not allowed: {reason}.", ""),
    _R.WRONG_PIN: ("Kode petugas atau PIN salah.", "", "The officer's code or the PIN is wrong.", ""),
    _R.LOCKED_OUT: (
        "Terlalu banyak PIN yang salah.",
        "Silakan coba lagi {time}.",
        "Too many wrong PINs.",
        "Please try again {time}.",
    ),
    _R.NOT_CONFIRMED: _plain(
        "Hari belum ditutup: {count} nomor masih menunggu dan akan berakhir: {named}.",
        "The day is not closed: {count} numbers still wait and would end: {named}.",
    ),
    _R.SAME_SERVICE_TWICE: ("Layanan yang sama dipilih dua kali.", "", "The same service was chosen twice.", ""),
    _R.NOTHING_WAITING: ("Tidak ada yang menunggu.", "", "Nobody is waiting.", ""),
    _R.COUNTER_BUSY: ("Loket ini masih melayani {label}.", "", "This counter is still serving {label}.", ""),
    _R.COUNTER_CLOSED: ("{window} tutup.", "", "{window} is closed.", ""),
    _R.COUNTER_TAKEN: ("{window} sudah ditempati {officer}.", "", "{window} is taken by {officer} already.", ""),
    _R.COUNTER_ON_BREAK: (
        "{window} sedang istirahat.",
        "Kembali {time}.",
        "{window} is on a break.",
        "It is back {time}.",
    ),
    _R.NOTHING_CURRENT: _plain(
        "Tidak ada nomor yang sedang dilayani di loket ini.",
        "This counter has no number at the moment.",
    ),
    _R.ILLEGAL_MOVE: _plain(
        "Tindakan ini tidak bisa untuk nomor dengan status {state}.",
        "This cannot be done with a number that is {state}.",
    ),
    _R.VISIT_BUSY: ("Pengunjung ini sedang dilayani di loket lain.", "", "This visitor is at another counter.", ""),
    _R.WAITS_FOR_EARLIER_STEP: _plain(
        "Langkah sebelumnya belum selesai.",
        "An earlier step of this visit is not done yet.",
    ),
    _R.RECALL_TOO_SOON: (
        "Nomor ini baru saja dipanggil.",
        "Panggil lagi {time}.",
        "This number was called just now.",
        "Call again {time}.",
    ),
    _R.RECALL_LIMIT: _plain(
        "Nomor ini sudah dipanggil sebanyak yang dibolehkan.",
        "This number has been called as often as allowed.",
    ),
    _R.NO_SHOW_TOO_SOON: (
        "Belum boleh dinyatakan tidak hadir: {calls}.",
        "Boleh mulai {time}.",
        "It is too soon to mark a no-show: {calls}.",
        "It is possible from {moment}.",
    ),
    _R.STILL_CALLED: _plain(
        "Nomor {label} baru saja dipanggil. Nyatakan dulu: sudah dilayani, atau tidak hadir.",
        "Number {label} was called just now. Say first whether it was served or did not come.",
    ),
    _R.GRACE_OVER: _plain(
        "Waktu untuk kembali ke antrean sudah lewat; silakan ambil nomor baru.",
        "The time to come back into the line is over; please take a new number.",
    ),
    _R.REASON_NEEDED: ("Memanggil di luar urutan memerlukan alasan.", "", "A call out of turn needs a reason.", ""),
    _R.WRONG_COUNTER: ("Loket ini tidak melayani layanan itu.", "", "This counter does not serve that service.", ""),
    _R.NO_SUCH_TICKET: ("Nomor itu tidak ada hari ini.", "", "There is no such number today.", ""),
    _R.NOT_HELD_HERE: ("Nomor ini tidak ditunda.", "", "This number is not on hold.", ""),
    _R.NO_NUMBERS_LEASED: _plain(
        "Mesin ini sedang tidak terhubung dan kehabisan nomor; silakan ke petugas.",
        "This machine is offline and out of numbers; please ask the staff.",
    ),
    _R.NO_SUCH_BOOKING: _plain(
        "Kode reservasi {booking} tidak ditemukan.",
        "There is no booking with the code {booking}.",
    ),
    _R.NOTHING_TO_BRING_BACK: _plain(
        "Tidak ada layanan nomor {label} yang bisa dikembalikan ke antrean.",
        "Number {label} has no service that could be brought back into the line.",
    ),
    _R.NO_DATA: _plain(
        "Belum ada data untuk {period}: {nothing}. Tidak ada laporan yang dibuat.",
        "There is no data for {period} yet: {nothing}. No report was made.",
    ),
    _R.FUTURE_PERIOD: _plain(
        "Masa ini masih akan datang: {period}. Pilih masa yang sudah mulai.",
        "This period is still to come: {period}. Choose one that has begun.",
    ),
    _R.NO_SUCH_SURVEY: _plain(
        "Tidak ada kuesioner dari file {file}.",
        "There are no questionnaires of the file {file}.",
    ),
    _R.FORMS_DIFFER: _plain(
        "Kelompok {batch}: isian kedua berbeda dengan isian {first_by}. Periksa kertasnya: {forms}.",
        "Batch {batch}: the second entry differs from {first_by}'s. Look at the paper: {forms}.",
    ),
    _R.FORMS_THERE: _plain(
        "Kelompok {batch} sudah diketik dua orang dan dihitung.",
        "Batch {batch} was typed by two people and counts already.",
    ),
    _R.NO_SUCH_FOLLOW_UP: _plain(
        "Tidak ada tindak lanjut nomor {number}.",
        "There is no follow-up of number {number}.",
    ),
    _R.BOOKING_USED: _plain(
        "Reservasi ini sudah didaftarkan dengan nomor {label}.",
        "This booking has been checked in already, as number {label}.",
    ),
    _R.BOOKED_FOR_ANOTHER_DAY: (
        "Reservasi ini bukan untuk hari ini.",
        "Waktunya {time}.",
        "This booking is not for today.",
        "It is for {moment}.",
    ),
    _R.BOOKING_CANCELLED: ("Reservasi ini sudah dibatalkan.", "", "This booking has been cancelled.", ""),
    _R.BOOKING_WITHOUT_SERVICE: _plain(
        "Layanan untuk reservasi ini tidak tersedia lagi; silakan ke petugas.",
        "The service of this booking is not offered any more; please ask the staff.",
    ),
    _R.NOTHING_TO_UNDO: _plain(
        "Tidak ada tindakan di loket ini yang dapat diurungkan.",
        "There is nothing at this counter that could be undone.",
    ),
    _R.UNDO_TOO_LATE: _plain(
        "Sudah terlambat untuk diurungkan: hanya dalam {seconds} detik.",
        "It is too late to undo this: only within {seconds} seconds.",
    ),
    _R.UNDO_OVERTAKEN: _plain(
        "Tidak dapat diurungkan: {label} sementara itu sudah berubah ({state}).",
        "It cannot be undone: {label} has changed meanwhile ({state}).",
    ),
    _R.TIME_IS_PAST: _plain(
        "Waktu itu sudah lewat; silakan pilih waktu yang akan datang.",
        "That time is past already; please choose one that is still to come.",
    ),
    _R.OUTCOME_NEEDED: _plain(
        "Pilih dulu hasil layanan untuk nomor {label}.",
        "Choose first what came of the service for number {label}.",
    ),
    _R.OFFICER_AWAY: _plain(
        "Petugas {officer} sedang tidak berada di loket mana pun.",
        "Officer {officer} is at no counter now.",
    ),
    _R.PERSONAL_DATA: _plain(
        "Tidak dicatat, karena tampaknya memuat data pribadi ({found}). Tulis tanpa data pribadi.",
        "It was not recorded, because it seems to hold personal data ({found}). Write it without.",
    ),
    _R.LABEL_TAKEN: _plain(
        "Nomor {label} ternyata sudah dipakai.",
        "Number {label} turned out to be in use already.",
    ),
    _R.SHARE_GONE: _plain(
        "Sedang tidak terhubung; silakan tunggu sebentar atau ke petugas.",
        "Not connected at the moment; please wait a little or ask the staff.",
    ),
}

_STATES: Mapping[str, Text] = {
    StepState.WAITING: {"id": "menunggu", "en": "waiting"},
    StepState.CALLED: {"id": "dipanggil", "en": "called"},
    StepState.SERVING: {"id": "sedang dilayani", "en": "being served"},
    StepState.DONE: {"id": "selesai", "en": "done"},
    StepState.NO_SHOW: {"id": "tidak hadir", "en": "a no-show"},
    StepState.HELD: {"id": "ditunda", "en": "held"},
    StepState.TRANSFERRED: {"id": "dialihkan", "en": "transferred"},
    StepState.CANCELLED: {"id": "dibatalkan", "en": "cancelled"},
    StepState.EXPIRED: {"id": "kedaluwarsa", "en": "expired"},
}
"""A step's states inside a sentence."""

PLACEHOLDERS = frozenset({"time", "moment", "name", "reason", "label", "counter", "state", "booking", "officer"})
"""What a hall's own sentence may have filled in, in braces; one that does not fit the refusal stays empty."""


class _Known(dict[str, str]):
    """Placeholders that nobody filled stay away instead of breaking a sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(
    code: Refusal,
    hall: Hall | None = None,
    *,
    back_at: Instant | None = None,
    now: Instant | None = None,
    **details: str | int | Text,
) -> Text:
    """The refusal in words, by language. A detail may be a Text of its own (a holiday's name, a reason)."""
    indonesian, tail_id, english, tail_en = _WORDS[code]
    nothing: Text = {}
    own = hall.words.get(code.value, nothing) if hall is not None else nothing
    words: dict[str, str] = {}
    zone = hall.hall.time_zone if hall is not None else ""
    for lang in dict.fromkeys((FIRST, ENGLISH, *own, *ADDED)):
        plain, tail = (english, tail_en) if lang == ENGLISH else (indonesian, tail_id)
        if (theirs := added(english, lang)) and (not tail or added(tail_en, lang)):
            plain, tail = theirs, added(tail_en, lang)
        known = _Known({key: _in(lang, value) for key, value in details.items()})
        if "state" in known:
            known["state"] = _in(lang, _STATES.get(known["state"], known["state"]))
        known["window"] = counter_title(known["counter"], lang).strip()
        if back_at is not None and hall is not None:
            present = wall_clock(now, zone) if now is not None else None
            known["time"] = when(wall_clock(back_at, zone), present, lang)
            known["moment"] = known["time"].removeprefix("at ")  # behind "from" or "for" there is no "at"
            if tail:
                plain = f"{plain} {tail}"
        words[lang] = _tidy(own.get(lang, plain).format_map(known))
    return words


def usual(code: Refusal) -> Text:
    """The words of a refusal as they are without a hall's own, with their places in braces."""
    indonesian, tail_id, english, tail_en = _WORDS[code]
    return {FIRST: f"{indonesian} {tail_id}".strip(), ENGLISH: f"{english} {tail_en}".strip()}


def refuse(
    code: Refusal,
    hall: Hall | None = None,
    *,
    back_at: Instant | None = None,
    now: Instant | None = None,
    details: Mapping[str, str | int] | None = None,
    **texts: Text,
) -> Refused:
    """A whole refusal: code, sentence, when to come back, details."""
    details = details or {}
    merged: dict[str, str | int | Text] = {**details, **texts}
    return Refused(code, sentence(code, hall, back_at=back_at, now=now, **merged), back_at, details)


def _in(lang: str, value: str | int | Text) -> str:
    return pick(value, lang) if isinstance(value, Mapping) else str(value)


def _tidy(words: str) -> str:
    """No hanging colon where a name or reason was not given, no doubled full stop."""
    return words.replace(": .", ".").replace(" .", ".").replace("..", ".").strip()
