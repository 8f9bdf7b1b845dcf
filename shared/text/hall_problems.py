"""What is wrong in a hall's data, in Indonesian: the reasons and remedies of its checks, by their English.

The checks speak English (for the technician at the command line); the forms speak the language of whoever writes in
them. ``{}`` stands for a code, a number or a word of the hall's.
"""

import re
from collections.abc import Mapping

from shared.text.phrase_table import Phrases

PHRASES: Mapping[str, str] = {
    # what cannot be read
    "there is no such key": "tidak ada kunci seperti itu",
    "is missing: {}": "belum diisi",
    "is missing: the Indonesian words": "belum diisi: kata-kata dalam bahasa Indonesia",
    "must be a table with keys, not {}": "harus berupa tabel dengan kunci, bukan {}",
    "must be a table, not {}": "harus berupa tabel, bukan {}",
    "must be a list in [ ], not {}": "harus berupa daftar di dalam [ ], bukan {}",
    'must be words in quotes, or { id = "...", en = "..." }, not {}': "harus berupa kata-kata, bukan {}",
    "must be words in quotes, not {}": "harus berupa kata-kata, bukan {}",
    "must be a whole number, not {}": "harus bilangan bulat, bukan {}",
    "must be a number, not {}": "harus angka, bukan {}",
    "must be true or false, not {}": "harus ya atau tidak, bukan {}",
    'must be a span such as "12.00-13.00", not {}': 'harus rentang jam seperti "12.00-13.00", bukan {}',
    'must be a time in quotes such as "08.00", not {}': 'harus jam seperti "08.00", bukan {}',
    "must be a date such as 2026-12-25, not {}": "harus tanggal seperti 2026-12-25, bukan {}",
    '{} is not a time of day (write "08.00")': '{} bukan jam (tulis "08.00")',
    '{} is not a span (write "12.00-13.00")': '{} bukan rentang jam (tulis "12.00-13.00")',
    "is not a date (write 2026-12-25)": "bukan tanggal (tulis 2026-12-25)",
    "is not a whole number": "bukan bilangan bulat",
    "is not a language code (id, en, jv ...)": "bukan kode bahasa (id, en, jv ...)",
    "the words are empty": "kata-katanya kosong",
    "a code cannot be empty": "kode tidak boleh kosong",
    "{} is none of {}": "{} bukan salah satu dari {}",
    # keys in every program, ratings, the survey
    "{} is no key.": "{} bukan tombol.",
    'Write it as "Ctrl+Shift+F1", or "" for none.': 'Tulis seperti "Ctrl+Shift+F1", atau "" bila tidak ada.',
    "{} presses two acts.": "{} menekan dua tindakan.",
    "Give each its own key.": "Beri tiap tindakan tombolnya sendiri.",
    "only one counter's own screen asks for a rating.": "hanya layar milik satu loket yang meminta penilaian.",
    'Set layout = "counter".': 'Atur layout = "counter".',
    "the survey has no element {}.": "survei tidak punya unsur {}.",
    # numbers
    "must be 1 or more.": "harus 1 atau lebih.",
    "must be 1 or more, not {}: nobody could read the call.": (
        "harus 1 atau lebih, bukan {}: panggilan tidak akan sempat terbaca."
    ),
    "must be 1 or more, not {}.": "harus 1 atau lebih, bukan {}.",
    "must be above 0.": "harus lebih dari 0.",
    "must be above 0, and 100 at most, not {}.": "harus lebih dari 0 dan paling banyak 100, bukan {}.",
    "must not be below 0.": "tidak boleh kurang dari 0.",
    "must be from {} to {}, not {}.": "harus dari {} sampai {}, bukan {}.",
    "must be from {} to {}.": "harus dari {} sampai {}.",
    "{} is not a finite number.": "{} bukan angka yang berhingga.",
    "Give a real number.": "Tulis angka biasa.",
    "Give seconds.": "Tulis dalam detik.",
    "Give {} or more.": "Tulis {} atau lebih.",
    "Give {} or more, or 0 for never.": "Tulis {} atau lebih, atau 0 untuk tidak pernah.",
    "Give 1 or more.": "Tulis 1 atau lebih.",
    "Leave it out for no limit.": "Kosongkan bila tanpa batas.",
    "0 switches it off.": "0 mematikannya.",
    "0 allows no reprint.": "0 berarti tanpa cetak ulang.",
    "0 gives numbers until closing.": "0 memberi nomor sampai tutup.",
    "0 gives no number on that day.": "0 berarti tanpa nomor pada hari itu.",
    "0 never greets.": "0 berarti tanpa sapaan.",
    "0 is silent.": "0 berarti tanpa suara.",
    "3 is usual.": "Biasanya 3.",
    "12 is usual.": "Biasanya 12.",
    "30 is half an hour.": "30 berarti setengah jam.",
    "30 is half an hour; 0 lets nobody overtake.": "30 berarti setengah jam; 0 berarti tidak ada yang mendahului.",
    "120 is two hours.": "120 berarti dua jam.",
    "60 suits a hall that closes at midnight.": "60 cocok untuk MPP yang tutup tengah malam.",
    "62 keeps last month's report in one file.": "62 menyimpan laporan bulan lalu dalam satu file.",
    "12 is a long working day.": "12 berarti hari kerja yang panjang.",
    "15 is a quarter of an hour; 0 never.": "15 berarti seperempat jam; 0 berarti tidak pernah.",
    "today and yesterday stay.": "hari ini dan kemarin harus tetap ada.",
    "visual_times = 1 shows the call once.": "visual_times = 1 menampilkan panggilan satu kali.",
    # the board, the ticket, the voice
    "is below large_seconds ({}): visitors who need longer would see it for less time.": (
        "lebih kecil dari large_seconds ({}): pengunjung yang perlu waktu lebih malah melihatnya lebih singkat."
    ),
    "is below {} ({}): posters would cover calls that must still be shown.": (
        "lebih kecil dari {} ({}): poster akan menutupi panggilan yang masih harus tampil."
    ),
    "To be silent, set voice = false at the displays.": "Bila ingin tanpa suara, pilih voice = false pada layar.",
    "leaves out the number, for which the ticket is there.": "tidak memuat nomor, padahal untuk itulah tiket ada.",
    'Add "number".': 'Tambahkan "number".',
    "a ticket has no block {}.": "tiket tidak mempunyai bagian {}.",
    # hours
    "leaves no minute for numbers in {}.": "tidak menyisakan waktu untuk memberi nomor pada {}.",
    "Shorten it, or give {}.take_until.": "Perpendek, atau isi {}.take_until.",
    "a break lasts the whole day.": "istirahat berlangsung sepanjang hari.",
    "Leave the day out instead, or shorten it.": "Hapus hari itu, atau perpendek istirahatnya.",
    "is after the first number of {}.": "sesudah nomor pertama pada {}.",
    "Close earlier, or begin later the next day.": "Tutup lebih awal, atau mulai lebih lambat esok harinya.",
    "names {}, for which agency.{}.week gives hours.": "memuat {}, padahal agency.{}.week mengisi jamnya.",
    "Delete the day in one of the two.": "Hapus hari itu di salah satunya.",
    "its days and hours never meet those of its agency: it is never served.": (
        "hari dan jamnya tidak pernah bertemu dengan instansinya: layanan ini tidak pernah dilayani."
    ),
    "Correct days or hours, or set service.{}.closed = true.": (
        "Perbaiki hari atau jamnya, atau pilih service.{}.closed = true."
    ),
    "the hall is never open.": "MPP tidak pernah buka.",
    "Give hours for the weekdays, as [week.monday].": "Isi jam untuk hari kerja, seperti [week.monday].",
    "closing must be after opening.": "jam tutup harus sesudah jam buka.",
    "Past midnight, count on: 25.00 is one o'clock.": "Lewat tengah malam teruskan: 25.00 berarti jam satu.",
    "a business day ends by 36.00 at the latest.": "hari layanan berakhir paling lambat 36.00.",
    "Give the closing hour again.": "Tulis lagi jam tutupnya.",
    "numbers begin after closing.": "nomor baru diberikan sesudah tutup.",
    "Give an hour before closing.": "Tulis jam sebelum tutup.",
    "must be between the first number and closing.": "harus di antara nomor pertama dan jam tutup.",
    "Give an hour between.": "Tulis jam di antaranya.",
    "a {} ends before it begins.": "satu rentang jam berakhir sebelum dimulai.",
    "one {} overlaps another.": "satu rentang jam bertindihan dengan yang lain.",
    "Make one of two, or move one.": "Gabungkan keduanya, atau geser salah satu.",
    "Write it as {}.": "Tulis seperti {}.",
    "a break is outside the opening hours.": "ada istirahat di luar jam buka.",
    "Shorten it or leave it out.": "Perpendek atau hapus.",
    "the season ends before it begins.": "musim berakhir sebelum dimulai.",
    "the survey ends before it begins.": "survei berakhir sebelum dimulai.",
    "the result was published before the survey began.": "hasilnya dipublikasikan sebelum survei dimulai.",
    "is before its first day.": "sebelum hari pertamanya.",
    "Put the later date here.": "Tulis tanggal yang lebih akhir di sini.",
    "Put the day on which it was.": "Tulis tanggal publikasinya.",
    # codes that are not there
    "there is no {} {}.": "tidak ada {} {}.",
    "there is no such refusal.": "tidak ada penolakan seperti itu.",
    "Use a code of [{}] or add that {}.": "Pakai kode dari [{}] atau tambahkan {} itu.",
    "Use a code of [{}].": "Pakai kode dari [{}].",
    "Use codes of [{}].": "Pakai kode dari [{}].",
    "Use codes of [service] or [agency].": "Pakai kode dari [service] atau [agency].",
    "there is no service or agency {}.": "tidak ada layanan atau instansi {}.",
    "One of: {}.": "Salah satu dari: {}.",
    "Use {}.": "Pakai {}.",
    "Use {}, or no braces.": "Pakai {}, atau tanpa kurung kurawal.",
    "Use one of {}.": "Pakai salah satu dari {}.",
    "Use one of {}, or leave it out.": "Pakai salah satu dari {}, atau kosongkan.",
    "{} has the placeholder {}, which nothing fills.": "{} memuat tempat {} yang tidak diisi apa pun.",
    "names {} twice.": "memuat {} dua kali.",
    "Keep one of them.": "Sisakan satu.",
    "Delete it.": "Hapus.",
    "Delete one of them.": "Hapus salah satunya.",
    # languages and places
    "Indonesian has to be the first language.": "bahasa Indonesia harus yang pertama.",
    'Begin the list with "id".': 'Mulai daftarnya dengan "id".',
    # agencies and services
    "its code is printed as prefix.": "kodenya dicetak sebagai awalan nomor.",
    "Use 1 to 3 of A-Z and 0-9.": "Pakai 1 sampai 3 dari A-Z dan 0-9.",
    "Give its share of visits in percent.": "Tulis bagian kunjungannya dalam persen.",
    "Give its share among its agency's services.": "Tulis bagiannya di antara layanan instansinya.",
    "its agency does not exist.": "instansinya tidak ada.",
    "Name the service AGENCY.NUMBER, or add the agency.": "Beri kode INSTANSI.NOMOR, atau tambahkan instansinya.",
    "a service's code is AGENCY.NUMBER.": "kode layanan berbentuk INSTANSI.NOMOR.",
    "Name it like AB.1.": "Beri kode seperti AB.1.",
    "Give the mean minutes at the counter.": "Tulis rata-rata menit di loket.",
    "no counter serves it.": "tidak ada loket yang melayaninya.",
    "Add a counter of its agency, or set {}.closed = true.": (
        "Tambahkan loket instansinya, atau pilih {}.closed = true."
    ),
    "is a part of a quota that is missing.": "adalah bagian dari kuota yang belum diisi.",
    "Add {}.quota.": "Isi {}.quota.",
    "is more than the quota, or below 0.": "lebih besar dari kuota, atau kurang dari 0.",
    "Give a part of the quota.": "Tulis sebagian dari kuota.",
    "goes in a circle: {}.": "berputar-putar: {}.",
    "prefers {}, which this counter does not serve.": "mengutamakan {}, yang tidak dilayani loket ini.",
    "Add it to the counter's services, or delete it.": "Tambahkan ke layanan loket, atau hapus.",
    "a weight is from 1 to 100.": "bobot dari 1 sampai 100.",
    "3 is called three times as often as 1.": "3 dipanggil tiga kali lebih sering daripada 1.",
    "there is no outcome to choose.": "tidak ada hasil untuk dipilih.",
    "Give some, as [outcome.DONE].": "Isi beberapa, seperti [outcome.DONE].",
    "is not an outcome's code.": "bukan kode hasil.",
    "Write 1 to 20 of A-Z, 0-9, dash and underscore.": (
        "Tulis 1 sampai 20 dari A-Z, 0-9, tanda hubung, dan garis bawah."
    ),
    # rules
    "a ratio must not have numbers below 0.": "perbandingan tidak boleh memuat angka di bawah 0.",
    "Write 2 and 1, for example.": "Misalnya 2 dan 1.",
    "a ratio of 0:0 calls nobody.": "perbandingan 0:0 tidak memanggil siapa pun.",
    "no priority call is ever allowed.": "panggilan prioritas tidak pernah dibolehkan.",
    "Give at least 1, or priority = 0.": "Tulis paling sedikit 1, atau priority = 0.",
    "is below the ratio's priority calls in a row.": "lebih kecil dari panggilan prioritas berturut-turut.",
    "Give at least as many.": "Tulis paling sedikit sebanyak itu.",
    "a visit lasts its mean at least.": "satu kunjungan paling sedikit selama rata-ratanya.",
    "2.5 is a long visit.": "2,5 berarti kunjungan yang lama.",
    "a no-show was called at least once.": "yang tidak hadir sudah dipanggil paling sedikit satu kali.",
    "asks for more calls than recall_limit allows.": "meminta lebih banyak panggilan daripada recall_limit.",
    "Lower it, or raise recall_limit.": "Turunkan, atau naikkan recall_limit.",
    # devices
    "Measure the screen from corner to corner.": "Ukur layar dari sudut ke sudut.",
    "Measure its diagonal.": "Ukur diagonalnya.",
    "Measure from the floor to the screen's lower edge.": "Ukur dari lantai ke tepi bawah layar.",
    "Measure to the last seat.": "Ukur sampai kursi paling belakang.",
    "Use Qt's name of the key, as F13, Up, Return or Tab.": "Pakai nama tombol Qt, seperti F13, Up, Return, Tab.",
    "no printer prints so many millimetres a second.": "tidak ada printer yang mencetak secepat itu.",
    "no knife is so far from the print head.": "tidak ada pisau yang sejauh itu dari kepala cetak.",
    "Use 0 to 100 (mm); 14 is usual.": "Pakai 0 sampai 100 (mm); biasanya 14.",
    "is too soon or too late.": "terlalu cepat atau terlalu lambat.",
    "no paper is {} mm wide.": "tidak ada kertas selebar {} mm.",
    "a roll is longer than a metre.": "satu gulungan lebih panjang dari satu meter.",
    "Write 50000 for fifty metres.": "Tulis 50000 untuk lima puluh meter.",
    "{} is not a slot of a code page.": "{} bukan tempat halaman kode.",
    "is missing: layout = counter shows one counter.": "belum diisi: layout = counter menampilkan satu loket.",
    "Name the counter.": "Tulis loketnya.",
    "shows the hall's pledge, which is missing.": "menampilkan maklumat pelayanan, yang belum diisi.",
    "Give hall.pledge.": "Isi hall.pledge.",
    "a screen has 5 to 200 inches, not {}.": "layar berukuran 5 sampai 200 inci, bukan {}.",
    "a screen of {} inches can be read from {} metres at most, not {}.": (
        "layar {} inci terbaca dari paling jauh {} meter, bukan {}."
    ),
    "is no file's name: what is in folders of posters/ is not shown.": (
        "bukan nama file: isi subfolder di dalam posters/ tidak ditampilkan."
    ),
    "Give the name of a file in posters/.": "Isi dengan nama file di dalam posters/.",
    "Hang one of {} inches, or one nearer to the seats.": "Pasang layar {} inci, atau lebih dekat ke kursi.",
    "Hang it nearer to the seats.": "Pasang lebih dekat ke kursi.",
    # needs and pictures
    "Name the service where people may ask, or leave it out.": "Tulis layanan tempat orang bertanya, atau kosongkan.",
    "{} is not a colour.": "{} bukan warna.",
    "white words on it are hard to read.": "tulisan putih di atasnya sulit dibaca.",
    "Give a darker colour, as {}.": "Pilih warna yang lebih gelap, seperti {}.",
    "no service meets it.": "tidak ada layanan untuknya.",
    "Name at least one, or delete the need.": "Tulis paling sedikit satu, atau hapus keperluan ini.",
    "one of the words is empty.": "salah satu katanya kosong.",
    # words and codes that are spoken
    "{} holds {}, {}.": "{} memuat tanda yang tidak boleh di sini: {}, {}.",
    "Delete it; if it cannot be seen, type the words again.": "Hapus; bila tidak tampak, ketik ulang kata-katanya.",
    "{} has no words that a voice could say: calls there are announced without the counter.": (
        "{} tidak dapat diucapkan: panggilan ke sana diumumkan tanpa loket."
    ),
    "Use digits, letters from A to Z, or both; or say in voice.say how it is pronounced.": (
        "Pakai angka, huruf A sampai Z, atau keduanya; atau tulis pengucapannya di voice.say."
    ),
    "for {} the voice has no clip of its own: calls there are announced without the counter.": (
        "suara belum mempunyai rekaman untuk {}: panggilan ke sana diumumkan tanpa loket."
    ),
    "Run `antrean voice make`, or record {} in the hall's folder.": (
        "Jalankan `antrean voice make`, atau rekam {} di folder MPP."
    ),
    "{} and {} are spoken alike.": "{} dan {} terdengar sama.",
    "Give one of them another code.": "Ganti kode salah satunya.",
    # officers
    "nobody is a supervisor.": "tidak ada pengelola.",
    'Give one officer role = "supervisor".': 'Beri satu petugas peran "supervisor".',
    "is not an officer's code.": "bukan kode petugas.",
    "Write 1 to 20 of A-Z, 0-9, dot, dash and underscore.": (
        "Tulis 1 sampai 20 dari A-Z, 0-9, titik, tanda hubung, dan garis bawah."
    ),
    "only a lead has agencies.": "hanya koordinator yang mempunyai instansi.",
    'Write role = "lead", or remove the key.': 'Pilih peran "lead", atau kosongkan.',
    "is not a scrambled PIN.": "bukan PIN yang sudah diacak.",
    "Remove it and use `antrean officer pin`.": "Hapus dan pakai `antrean officer pin`.",
}
_THINGS = {
    "zone": "zona", "agency": "instansi", "service": "layanan", "counter": "loket", "printer": "printer",
    "display": "layar", "picture": "gambar", "time zone": "zona waktu", "key": "tombol", "way": "cara",
    "pattern": "motif", "cut": "potongan", "fence": "cara memastikan", "rendering": "cara mencetak",
    "code page": "halaman kode", "kiosk": "anjungan",
}  # fmt: skip
_ALIKE = re.compile(r" \(did you mean (?P<words>.+)\?\)$")


_SAID = Phrases(PHRASES, lambda part: _THINGS.get(part, part))


def alone(text: str) -> str | None:
    """A reason or a remedy without its key; None for what nobody translated."""
    return _SAID.said(text)


def in_indonesian(line: str) -> str:
    """A line of a hall's problems, ``key: reason remedy``; what nobody translated stays as it is."""
    key, colon, rest = line.partition(": ")
    if not colon:
        return line
    alike = _ALIKE.search(rest)
    told = _SAID.said(_ALIKE.sub("", rest))
    if told is None:
        return line
    more = f" (maksudnya {alike['words'].replace(' or ', ' atau ')}?)" if alike else ""
    return f"{key}: {told}{more}"
