"""Every word of the officer's bar, Indonesian and English side by side.

Indonesian is the hall's language and stands first; button words follow the glossary. A test holds that no
word is empty and that both languages carry the same places to fill.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sentence in both languages; ``{name}`` is filled by :class:`counter.tongue.Tongue`."""

    id: str
    en: str


# the acts, as buttons
NEXT = Word("Panggil berikutnya", "Call next")
RECALL = Word("Panggil ulang", "Call again")
START = Word("Mulai layani", "Start serving")
FINISH = Word("Selesai", "Finish")
NO_SHOW = Word("Tidak hadir", "No-show")
HOLD = Word("Tunda", "Hold")
RETURN = Word("Kembalikan", "Return to line")
TRANSFER = Word("Alihkan", "Transfer")
CANCEL = Word("Batalkan", "Cancel")
BREAK = Word("Istirahat", "Break")
END_BREAK = Word("Lanjut melayani", "Back to work")
LISTS = Word("Daftar", "Lists")
WHY = Word("Mengapa nomor ini?", "Why this number?")

# what a button does, for tooltip and screen reader
NEXT_HINT = Word(
    "Memanggil pengunjung berikutnya; layanan yang sedang berjalan diselesaikan.",
    "Calls the next visitor; the present service is finished.",
)
RECALL_HINT = Word("Memanggil nomor yang sama sekali lagi.", "Calls the same number once more.")
START_HINT = Word("Pengunjung sudah di loket: layanan dimulai.", "The visitor is here: the service begins.")
FINISH_HINT = Word("Layanan untuk nomor ini selesai.", "The service for this number is finished.")
NO_SHOW_HINT = Word(
    "Pengunjung tidak datang setelah dipanggil; nomor dapat hadir kembali.",
    "The visitor did not come when called; the number may come back.",
)
HOLD_HINT = Word("Menyimpan nomor untuk sementara, dengan alasan.", "Sets the number aside for a while, with a reason.")
RETURN_HINT = Word("Mengembalikan nomor ke antrean layanan ini.", "Puts the number back into this service's line.")
TRANSFER_HINT = Word(
    "Mengalihkan nomor ke layanan atau loket lain.", "Sends the number on to another service or counter."
)
CANCEL_HINT = Word("Membatalkan nomor ini; tidak dapat dipanggil lagi.", "Cancels this number; it is not called again.")
BREAK_HINT = Word("Loket beristirahat dengan waktu kembali.", "The counter takes a break with a time of return.")
END_BREAK_HINT = Word("Mengakhiri istirahat dan melayani lagi.", "Ends the break and serves again.")
LISTS_HINT = Word(
    "Nomor yang menunggu, ditunda, dan tidak hadir.", "The numbers that wait, are held, or did not come."
)
WHY_HINT = Word("Menjelaskan mengapa nomor ini yang dipanggil.", "Explains why this number was called.")

# why a button is not to be pressed now
NOBODY_HERE = Word("Belum ada nomor di loket ini.", "No number is at this counter.")
ALREADY_SERVING = Word("Pengunjung sedang dilayani.", "The visitor is being served.")
ON_BREAK = Word("Loket sedang istirahat.", "The counter is on a break.")
STILL_SERVING = Word("Selesaikan dahulu nomor {label}.", "Finish number {label} first.")
SHARE_GONE_WAIT = Word(
    "Berkas aula tidak terjangkau: tunggu sampai tersambung lagi.",
    "The hall's file cannot be reached: wait until it is back.",
)
NOT_READY = Word("Menunggu jawaban pertama dari berkas aula.", "Waiting for the first answer from the hall's file.")
UNSENT_WAIT = Word("Tindakan sebelumnya belum terkirim.", "The previous action is not yet sent.")
NO_CALL_YET = Word("Nomor ini belum dipanggil.", "This number was not called yet.")

# states
WAITING = Word("Menunggu", "Waiting")
CALLED = Word("Dipanggil", "Called")
SERVING = Word("Sedang dilayani", "Being served")
DONE = Word("Selesai", "Done")
NO_SHOW_STATE = Word("Tidak hadir", "No-show")
HELD = Word("Ditunda", "Held")
TRANSFERRED = Word("Dialihkan", "Transferred")
CANCELLED = Word("Dibatalkan", "Cancelled")
EXPIRED = Word("Kedaluwarsa", "Expired")

# the visitor's card
NOBODY = Word("Belum ada panggilan", "No call yet")
COUNTER_IS_CLOSED = Word("Loket tutup", "Counter closed")
BREAK_UNTIL = Word("Istirahat sampai pukul {time}", "Break until {time}")
BREAK_NO_TIME = Word("Loket sedang istirahat", "The counter is on a break")
BREAK_OVER = Word("Istirahat sampai pukul {time} sudah lewat", "The break until {time} is over")
PRESS_TO_CALL = Word("Tekan {key} untuk memanggil", "Press {key} to call")
PRESS_TO_RETURN = Word("Tekan {key} untuk melayani lagi", "Press {key} to serve again")
PRIORITY = Word("Prioritas", "Priority")
VISUAL = Word("Panggil secara visual", "Call visibly")
WAITED = Word("Menunggu {duration}", "Waited {duration}")
CALLED_FOR = Word("Dipanggil {duration} lalu", "Called {duration} ago")
SERVED_FOR = Word("Dilayani {duration}", "Served for {duration}")
TIMES_CALLED = Word("{n}× dipanggil", "called {n}×")
MORE_STEPS = Word("Setelah ini: {services}", "After this: {services}")
NOT_YET_SENT = Word("Belum terkirim", "Not yet sent")

# the top line
COUNTER = Word("Loket {counter}", "Counter {counter}")
OFFICER = Word("Petugas: {officer}", "Officer: {officer}")
NO_OFFICER = Word("Petugas belum masuk", "No officer signed in")
SIGN_IN = Word("Ganti petugas", "Change officer")
SHARE_OK = Word("Tersambung", "Connected")
SHARE_SLOW = Word("Lambat", "Slow")
SHARE_GONE = Word("Terputus sejak {time}", "Cut off since {time}")
SHARE_WAIT = Word("Menyambung…", "Connecting…")
WAITING_TITLE = Word("Menunggu", "Waiting")
NOTHING_WAITS = Word("Tidak ada yang menunggu", "Nobody waits")
TOTAL_WAITING = Word("{n} menunggu", "{n} waiting")
TOTAL_HELD = Word("{n} ditunda", "{n} held")
TOTAL_ABSENT = Word("{n} tidak hadir", "{n} no-show")
SERVICE_WAITS = Word("{service}: {n} menunggu", "{service}: {n} waiting")
OTHERS = Word("{n} layanan lain: {waiting}", "{n} other services: {waiting}")
OLD_COUNTS = Word("Data pukul {time}", "Data of {time}")

# the line that answers
SENDING = Word("mengirim…", "sending…")
RECORDED = Word("tercatat", "recorded")
SLOW_ANSWER = Word(
    "Berkas aula lambat menjawab. Tindakan Anda sedang dikirim, tidak perlu menekan lagi.",
    "The hall's file is slow to answer. Your action is being sent; no need to press again.",
)
SHARE_LOST = Word(
    "Berkas aula tidak terjangkau sejak pukul {time}. Pengunjung ini tetap di layar; panggilan menunggu.",
    "The hall's file cannot be reached since {time}. This visitor stays on the screen; calling waits.",
)
SHARE_LOST_IDLE = Word(
    "Berkas aula tidak terjangkau sejak pukul {time}. Panggilan menunggu sampai tersambung lagi.",
    "The hall's file cannot be reached since {time}. Calling waits until it is back.",
)
SHARE_BACK = Word("Berkas aula tersambung lagi.", "The hall's file is back.")
KEPT = Word(
    "{label}: {act} disimpan di komputer ini, belum terkirim.", "{label}: {act} is kept on this PC, not yet sent."
)
SENT_LATER = Word("Terkirim: {label}, {act}.", "Sent: {label}, {act}.")
SENT_REFUSED = Word(
    "{label}, {act}: tidak diterima berkas aula. {sentence}", "{label}, {act}: the hall's file refused it. {sentence}"
)
NOT_DONE = Word("Tidak terlaksana: {sentence}", "Not done: {sentence}")
UNKNOWN_YET = Word(
    "Jawaban untuk {act} belum datang. Begitu tersambung, layar ini menunjukkan keadaan yang benar.",
    "No answer yet for {act}. Once connected, this screen shows what is true.",
)
BROKEN = Word(
    "Program menemui kesalahan dan sudah mencatatnya. Periksa nomor di layar sebelum melanjutkan.",
    "The program met an error and has logged it. Check the number on the screen before you go on.",
)
DONE_CALLED = Word("{label} dipanggil", "{label} called")
DONE_RECALLED = Word("{label} dipanggil ulang", "{label} called again")
DONE_STARTED = Word("{label} mulai dilayani", "{label} is being served")
DONE_FINISHED = Word("{label} selesai", "{label} finished")
DONE_NO_SHOW = Word("{label} tidak hadir", "{label} marked as no-show")
DONE_HELD = Word("{label} ditunda", "{label} held")
DONE_RETURNED = Word("{label} kembali ke antrean", "{label} is back in line")
DONE_TRANSFERRED = Word("{label} dialihkan ke {target}", "{label} transferred to {target}")
DONE_CANCELLED = Word("{label} dibatalkan", "{label} cancelled")
DONE_RESUMED = Word("{label} kembali menunggu", "{label} waits again")
DONE_REJOINED = Word("{label} hadir kembali dan menunggu", "{label} came back and waits")
DONE_BREAK = Word("Istirahat dimulai", "The break has begun")
DONE_BACK = Word("Loket melayani lagi", "The counter serves again")
DONE_OPENED = Word("Loket dibuka untuk {officer}", "Counter opened for {officer}")
DONE_OPENED_PLAIN = Word("Loket dibuka", "Counter opened")
DONE_CLOSED = Word("Loket ditutup", "Counter closed")

# why this number
BECAUSE_ARRIVAL = Word("Urutan kedatangan: paling lama menunggu.", "Order of arrival: it had waited longest.")
BECAUSE_PRIORITY_TURN = Word(
    "Giliran jalur prioritas menurut perbandingan aula.", "The priority lane's turn by the hall's ratio."
)
BECAUSE_ORDINARY_TURN = Word(
    "Giliran jalur biasa: prioritas sudah mencapai batas berturut-turut.",
    "The ordinary lane's turn: priority had reached its cap in a row.",
)
BECAUSE_AGED = Word(
    "Sudah menunggu melebihi batas, jadi didahulukan dari prioritas.",
    "It had waited past the bound, so it goes before priority.",
)
BECAUSE_BOOKING = Word("Reservasi yang sudah tiba waktunya.", "A booking whose time has come.")
BECAUSE_TRANSFER = Word("Dialihkan ke sini, didahulukan menurut aturan.", "Transferred here, near the front by rule.")
BECAUSE_RETURN = Word("Dikembalikan ke antrean, tempatnya menurut aturan.", "Returned to the line, placed by rule.")
BECAUSE_LATE = Word("Hadir kembali setelah terlewat, tempatnya menurut aturan.", "Came back late, placed by rule.")
BECAUSE_RESUMED = Word("Kembali setelah ditunda.", "Back after being held.")
BECAUSE_NAMED = Word("Dipanggil khusus oleh petugas.", "Called by name of number by the officer.")
BECAUSE_OTHER = Word("Aturan aula: {rule}.", "The hall's rule: {rule}.")
BECAUSE_WAITED = Word("Menunggu {duration}.", "It waited {duration}.")
BECAUSE_PASSED = Word("Dilewati: {labels} (datang lebih dahulu).", "Passed over: {labels} (they came earlier).")
BECAUSE_PASSED_NONE = Word("Tidak ada yang dilewati.", "Nobody was passed over.")
BECAUSE_REASON = Word("Alasan petugas: {why}", "The officer's reason: {why}")
CALL_NUMBER = Word("Panggilan nomor {call}, pukul {time}.", "Call number {call}, at {time}.")

# dialogs
ACCEPT_HOLD = Word("Tunda nomor ini", "Hold this number")
ACCEPT_TRANSFER = Word("Alihkan nomor ini", "Transfer this number")
ACCEPT_BREAK = Word("Mulai istirahat", "Begin the break")
ACCEPT_CANCEL = Word("Ya, batalkan", "Yes, cancel it")
ACCEPT_CALL = Word("Panggil nomor ini", "Call this number")
ACCEPT_SIGN_IN = Word("Masuk", "Sign in")
ACCEPT_CLOSE = Word("Tutup loket dan keluar", "Close the counter and quit")
ACCEPT_QUIT = Word("Keluar saja", "Only quit")
BACK = Word("Kembali", "Back")
OK = Word("Tutup", "Close")
HOLD_TITLE = Word("Tunda {label}", "Hold {label}")
HOLD_REASON = Word("Alasan", "Reason")
HOLD_UNTIL = Word("Sampai", "Until")
NO_TIME = Word("Tanpa waktu", "No set time")
IN_MINUTES = Word("{n} menit (pukul {time})", "{n} minutes (at {time})")
AT_TIME = Word("Pukul…", "At…")
OWN_REASON = Word("Alasan lain…", "Another reason…")
NO_NAMES = Word("Jangan menulis nama atau keadaan kesehatan.", "Do not write names or anything about health.")
REASON_PAPERS = Word("Melengkapi berkas", "Completing documents")
REASON_PAY = Word("Membayar di kasir", "Paying at the cashier")
REASON_CHECK = Word("Menunggu pemeriksaan berkas", "Waiting for a check of documents")
REASON_AWAY = Word("Pengunjung keluar sebentar", "The visitor stepped out")
REASON_LATE = Word("Terlewat, sudah hadir kembali", "Missed the call, is here now")
REASON_ORDER = Word("Diminta pengelola aula", "Asked for by the supervisor")
REASON_CONTINUE = Word("Melanjutkan layanan sebelumnya", "Continues an earlier service")
BREAK_TITLE = Word("Istirahat loket {counter}", "Break of counter {counter}")
BREAK_BACK = Word("Kembali", "Back")
TRANSFER_TITLE = Word("Alihkan {label}", "Transfer {label}")
TRANSFER_SEARCH = Word("Cari layanan, instansi, atau loket", "Search for a service, an agency or a counter")
TRANSFER_SERVICE = Word("{name}", "{name}")
TRANSFER_COUNTER = Word("Loket {counter}", "Counter {counter}")
TRANSFER_NONE = Word("Tidak ada yang cocok.", "Nothing matches.")
WAITS_THERE = Word("{n} menunggu", "{n} waiting")
STATUS_OPEN = Word("buka", "open")
STATUS_CLOSED = Word("tutup", "closed")
STATUS_BREAK = Word("istirahat", "on a break")
CANCEL_TITLE = Word("Batalkan {label}?", "Cancel {label}?")
CANCEL_ASK = Word(
    "Nomor ini tidak dapat dipanggil lagi. Pengunjung perlu mengambil nomor baru.",
    "This number cannot be called again. The visitor would have to take a new one.",
)
NAMED_TITLE = Word("Panggil nomor tertentu", "Call a certain number")
NAMED_LABEL = Word("Nomor", "Number")
NAMED_NOTE = Word("Panggilan di luar urutan dicatat beserta alasannya.", "A call out of turn is recorded with its reason.")
SIGN_IN_TITLE = Word("Petugas di loket {counter}", "Officer at counter {counter}")
SIGN_IN_NAME = Word("Nama atau kode petugas", "The officer's name or code")
SIGN_IN_KEEP = Word("Nomor {label} tetap di loket ini.", "Number {label} stays at this counter.")
QUIT_TITLE = Word("Keluar dari loket {counter}?", "Leave counter {counter}?")
QUIT_CURRENT = Word(
    "Nomor {label} masih di loket ini dan akan tampil lagi saat program dibuka.",
    "Number {label} is still at this counter and is shown again when the program starts.",
)
QUIT_PLAIN = Word("Loket dapat ditutup, atau tetap terbuka.", "The counter can be closed, or stay open.")
QUIT_UNSENT = Word(
    "Masih ada {n} tindakan yang belum terkirim; dikirim saat program dibuka lagi.",
    "{n} actions are not yet sent; they are sent when the program starts again.",
)

# the window of lists
BOOK_TITLE = Word("Antrean loket {counter}", "Lines of counter {counter}")
TAB_WAITING = Word("Menunggu ({n})", "Waiting ({n})")
TAB_HELD = Word("Ditunda ({n})", "Held ({n})")
TAB_ABSENT = Word("Tidak hadir ({n})", "No-show ({n})")
COLUMN_LABEL = Word("Nomor", "Number")
COLUMN_SERVICE = Word("Layanan", "Service")
COLUMN_SINCE = Word("Sejak", "Since")
COLUMN_WAITED = Word("Lama", "For")
COLUMN_MARKS = Word("Tanda", "Marks")
COLUMN_NOTE = Word("Keterangan", "Note")
FILTER = Word("Cari nomor atau layanan", "Search for a number or a service")
CALL_THIS = Word("Panggil nomor ini…", "Call this number…")
RESUME_THIS = Word("Lanjutkan", "Resume")
REJOIN_THIS = Word("Hadir kembali", "Came back")
EMPTY_WAITING = Word("Tidak ada yang menunggu.", "Nobody waits.")
EMPTY_HELD = Word("Tidak ada nomor yang ditunda.", "No number is held.")
EMPTY_ABSENT = Word("Tidak ada nomor yang terlewat.", "No number was missed.")
HELD_AT = Word("{reason}, loket {counter}", "{reason}, counter {counter}")
HELD_UNTIL = Word("{reason}, sampai {time}, loket {counter}", "{reason}, until {time}, counter {counter}")
ABSENT_AT = Word("loket {counter}", "counter {counter}")
ONLY_COUNTER = Word("hanya loket {counter}", "only counter {counter}")

# the menu
MENU = Word("Menu", "Menu")
OPEN_COUNTER = Word("Buka loket", "Open the counter")
CLOSE_COUNTER = Word("Tutup loket", "Close the counter")
LANGUAGE = Word("English", "Bahasa Indonesia")
LARGE_TEXT = Word("Perbesar tulisan", "Larger text")
ON_TOP = Word("Selalu di atas jendela lain", "Always above other windows")
MINIMISE = Word("Kecilkan", "Minimise")
QUIT = Word("Keluar", "Quit")

# durations
SECONDS = Word("{s} dtk", "{s} s")
MINUTES = Word("{m} mnt", "{m} min")
HOURS = Word("{h} j {m} mnt", "{h} h {m} min")
