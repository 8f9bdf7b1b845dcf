"""What is wrong in a file of bookings, in Indonesian: `antrean book` speaks English, the supervisor's window both."""

import datetime
import re
from collections.abc import Mapping

from shared.text.dates import ENGLISH, weekday_words
from shared.text.languages import FIRST
from shared.text.phrase_table import Phrases

PHRASES: Mapping[str, str] = {
    # headings
    "contains an invisible character.": "berisi tanda yang tidak terlihat.",
    "Type the heading again.": "Ketik ulang judul kolomnya.",
    "is there twice, as {}.": "ada dua kali, sebagai {}.",
    "Leave one of the columns in the file.": "Sisakan satu kolom saja.",
    "is about a person.": "tentang orang.",
    "Delete this column: bookings are kept without names.": "Hapus kolom ini: reservasi disimpan tanpa nama.",
    "is not a column of a booking.": "bukan kolom reservasi.",
    "is not a column of a booking (do you mean {}?).": "bukan kolom reservasi (maksudnya {}?).",
    "Rename or delete it.": "Ganti namanya atau hapus.",
    "the columns {} are missing.": "kolom {} tidak ada.",
    "The columns are code, service, date, time and priority (kode, layanan, tanggal, jam, prioritas).":
        "Kolomnya: kode, layanan, tanggal, jam, prioritas.",
    # cells
    "Type it again.": "Ketik ulang.",
    "looks like an identity number (NIK).": "mirip nomor identitas (NIK).",
    "looks like a telephone number.": "mirip nomor telepon.",
    "Bookings are kept without such numbers.": "Reservasi disimpan tanpa nomor seperti itu.",
    "is in a column without a heading.": "ada di kolom tanpa judul.",
    "Delete it, or give a heading.": "Hapus, atau beri judul kolomnya.",
    "is empty.": "kosong.",
    "is there twice: line {} has it too.": "ada dua kali: baris {} juga memakainya.",
    "Give each booking its own code.": "Beri tiap reservasi kode sendiri.",
    "Give each booking a code.": "Beri tiap reservasi sebuah kode.",
    "Give codes that say nothing about the visitor.": "Pakai kode yang tidak berkata apa pun tentang pengunjung.",
    "cannot be typed at a kiosk ({}).": "tidak dapat diketik di anjungan ({}).",
    "Use A to Z, 0 to 9 and -.": "Pakai A sampai Z, 0 sampai 9, dan -.",
    "has {} characters.": "panjangnya {} tanda.",
    "A kiosk takes {}: shorten the code.": "Anjungan menerima {}: pendekkan kodenya.",
    "is not a service of this hall.": "bukan layanan MPP ini.",
    "Did you mean {}?": "Maksudnya {}?",
    "Codes look like {}.": "Kodenya seperti {}.",
    "Did you mean {}? Codes look like {}.": "Maksudnya {}? Kodenya seperti {}.",
    "Use a code of [service] in the hall file.": "Pakai kode dari [service] dalam data MPP.",
    "is not offered for now (`closed = true` in the hall file).":
        "sedang tidak dilayani (`closed = true` dalam data MPP).",
    "Choose another service.": "Pilih layanan lain.",
    "is not text: Excel has changed it.": "bukan teks: diubah oleh Excel.",
    "Format the column as Text and type it again.": "Atur kolomnya sebagai Teks lalu ketik ulang.",
    # dates and times
    "has a time in it.": "berisi jam.",
    "has a date in it.": "berisi tanggal.",
    "Put date and time into two columns.": "Tulis tanggal dan jam dalam dua kolom.",
    "is a number, not a date.": "adalah angka, bukan tanggal.",
    "Format the column as Date. Write 23/11/2026 (day, month, year) or 2026-11-23.":
        "Atur kolomnya sebagai Tanggal. Tulis 23/11/2026 (tanggal, bulan, tahun) atau 2026-11-23.",
    "is not a day of the calendar.": "tidak ada di kalender.",
    "is not a date that can be understood.": "bukan tanggal yang dapat dipahami.",
    "Write 23/11/2026 (day, month, year) or 2026-11-23.": "Tulis 23/11/2026 (tanggal, bulan, tahun) atau 2026-11-23.",
    "contradicts itself: that day is no {}.": "bertentangan sendiri: tanggal itu bukan hari {}.",
    "Correct the day or the date.": "Betulkan hari atau tanggalnya.",
    "is a number, not a time.": "adalah angka, bukan jam.",
    "Format the column as Time or as Text, and write 09.30.": "Atur kolomnya sebagai Waktu atau Teks, dan tulis 09.30.",
    "is not a time that can be understood.": "bukan jam yang dapat dipahami.",
    "is not a time of day.": "bukan jam.",
    "is not a full minute of a day.": "bukan menit yang bulat.",
    "Write 09.30 or 09:30.": "Tulis 09.30 atau 09:30.",
    "is in another time zone than the hall's ({}).": "memakai zona waktu lain daripada MPP ({}).",
    "Write the hall's own time, as 09.30.": "Tulis jam MPP sendiri, seperti 09.30.",
    "is past: today is {}.": "sudah lewat: hari ini {}.",
    "Delete the row, or give the new date.": "Hapus barisnya, atau tulis tanggal yang baru.",
    "is more than a year after today, {}.": "lebih dari setahun setelah hari ini, {}.",
    "Check the year.": "Periksa tahunnya.",
    "is not a day of this service ({}: {}: no service).": "bukan hari layanan ini ({}: {}, libur).",
    "is not a day of this service ({}: the hall is closed).": "bukan hari layanan ini ({}: MPP tutup).",
    "is not a day of this service ({}: {} is closed).": "bukan hari layanan ini ({}: {} tutup).",
    "is not a day of this service ({}: {} is not served).": "bukan hari layanan ini ({}: {} tidak dilayani).",
    "Give a day on which it is served.": "Tulis hari layanannya.",
    "is outside the service's hours ({}: {}).": "di luar jam layanan ({}: {}).",
    "Give a time within them; past midnight write 24.30 with the day before.":
        "Tulis jam di dalamnya; lewat tengah malam tulis 24.30 dengan tanggal hari sebelumnya.",
    "is in the break {}.": "dalam jam istirahat {}.",
    "Give a time before or after it.": "Tulis jam sebelum atau sesudahnya.",
    # a survey's questionnaires
    "stands under no heading.": "tidak berada di bawah judul kolom.",
    "See that no cell of the line is moved.": "Pastikan tidak ada isi baris itu yang bergeser.",
    "is not a column of a questionnaire.": "bukan kolom kuesioner.",
    "is not a column of a questionnaire (do you mean {}?).": "bukan kolom kuesioner (maksudnya {}?).",
    "missing: {}.": "belum ada: {}.",
    "The columns are {}.": "Kolomnya: {}.",
    "is not a day of a survey.": "bukan hari survei.",
    "Give a day from {} to today, {}.": "Tulis hari dari {} sampai hari ini, {}.",
    "is not an answer.": "bukan jawaban.",
    "Write 1, 2, 3 or 4; leave the cell empty if it was not answered.":
        "Tulis 1, 2, 3, atau 4; kosongkan selnya bila tidak dijawab.",
    # priority
    "is neither yes nor no.": "bukan ya dan bukan tidak.",
    'Write "ya" for the priority lane, and leave the cell empty otherwise.':
        'Tulis "ya" untuk jalur prioritas; selain itu kosongkan selnya.',
}  # fmt: skip
FILES: Mapping[str, str] = {
    "{} is empty.": "{} kosong.",
    "{} is too large for a table of bookings.": "{} terlalu besar untuk tabel reservasi.",
    "{} cannot be read ({}).": "{} tidak dapat dibaca ({}).",
    "{} is not text in UTF-8, UTF-16 or Windows-1252, or a part of it is missing.":
        "{} bukan teks UTF-8, UTF-16, atau Windows-1252, atau sebagian isinya hilang.",
    "{} has more than {} rows.": "{} punya lebih dari {} baris.",
    "{}, line {}: quotation marks do not match ({}).": "{}, baris {}: tanda kutip tidak berpasangan ({}).",
    "{} has {} MB.": "{} sebesar {} MB.",
    "{} is {}, which cannot be read here.": "{} adalah {}, yang tidak dapat dibaca di sini.",
    "{} is a web page or XML, whatever its name says.": "{} adalah halaman web atau XML, apa pun namanya.",
    "{} is not a readable XLSX file ({}).": "{} bukan XLSX yang dapat dibaca ({}).",
    "{} has several sheets with something in them: {}.": "{} punya beberapa lembar yang berisi: {}. Sisakan satu.",
    "{} is far too large when it is unpacked.": "{} terlalu besar setelah dibuka.",
    "{} is not an Excel workbook in XLSX (perhaps ODS, XLSB or a document).":
        "{} bukan buku kerja Excel XLSX (mungkin ODS, XLSB, atau dokumen).",
}  # fmt: skip
_MORE = re.compile(r"\.\.\. and (\d+) more")
_LINE = re.compile(
    r'(?P<name>.+?), line (?P<line>\d+)(?:, column (?P<column>[A-Z]+)(?: "(?P<title>[^"]*)")?)?: (?P<rest>.+)'
)
_DAYS = {weekday_words(datetime.date(2024, 1, day), ENGLISH): datetime.date(2024, 1, day) for day in range(1, 8)}


def _thing(part: str) -> str:
    """A weekday in Indonesian, and "or" between what is alike."""
    day, space, rest = part.partition(" ")
    if day in _DAYS:
        return f"{weekday_words(_DAYS[day], FIRST)}{space}{rest}"
    return part.replace(" or ", " atau ")


_SAID, _FILES = Phrases(PHRASES, _thing), Phrases(FILES)


def alone(text: str) -> str | None:
    """A reason or a remedy without its place, or a fault of the whole file; None for what nobody translated."""
    return _why(text) or _why(f"{text}.") or _FILES.said(text)


def in_indonesian(sentence: str) -> str:
    """The lines of a fault of such a file; what nobody translated stays as it is."""
    return "\n".join(map(_line, sentence.split("\n")))


def _line(line: str) -> str:
    if more := _MORE.fullmatch(line):
        return f"... dan {more[1]} lagi"
    found = _LINE.fullmatch(line)
    told = _why(found["rest"]) if found is not None else None
    if found is None or told is None:
        return _FILES.said(line) or line
    column = f", kolom {found['column']}" if found["column"] else ""
    title = f' "{found["title"]}"' if found["title"] else ""
    return f"{found['name']}, baris {found['line']}{column}{title}: {told}"


def _why(rest: str) -> str | None:
    """A reason and a remedy, behind the cell's value if there is one: it may hold quotation marks itself."""
    ends = [at + 2 for at in range(1, len(rest)) if rest.startswith('" ', at)] if rest.startswith('"') else [0]
    told = ((rest[:end], _SAID.said(rest[end:])) for end in ends)
    return next((value + words for value, words in told if words is not None), None)
