"""What the keys of the hall file are called on the supervisor's screen, in Indonesian; English takes the key itself."""

import datetime
from collections.abc import Mapping

from shared.text.dates import weekday_words

SECTIONS: Mapping[str, str] = {
    "hall": "Identitas", "week": "Jam layanan mingguan", "season": "Musim (Ramadan)", "holiday": "Hari libur",
    "hours_on": "Jam pada tanggal tertentu",
    "zone": "Zona", "agency": "Instansi", "service": "Layanan", "counter": "Loket", "kiosk": "Anjungan",
    "printer": "Printer", "display": "Layar", "media": "Poster dan video", "officer": "Petugas",
    "outcome": "Hasil layanan", "hotkeys": "Tombol di semua program",
    "rules.priority": "Aturan prioritas", "rules.calls": "Aturan panggilan", "rules.taking": "Aturan pengambilan nomor",
    "rules.records": "Aturan catatan", "rules.staff": "Aturan masuk petugas", "ticket": "Tiket", "voice": "Suara",
    "board": "Papan panggilan", "search": "Pencarian", "need": "Keperluan", "welcome": "Sapaan anjungan",
    "survey": "Survei kepuasan (SKM)", "survey_period": "Masa survei (SKM)", "words": "Kata-kata penolakan",
}  # fmt: skip
KEYS: Mapping[str, str] = {
    "name": "Nama", "time_zone": "Zona waktu", "languages": "Bahasa", "address": "Alamat", "greeting": "Sapaan",
    "complaints": "Tempat pengaduan", "running_text": "Teks berjalan", "pledge": "Maklumat pelayanan",
    "day_tail_minutes": "Menit setelah tutup yang masih termasuk hari itu", "practice": "Untuk latihan",
    "open": "Buka", "close": "Tutup", "take_from": "Nomor mulai diberikan", "take_until": "Nomor terakhir diberikan",
    "breaks": "Istirahat bersama", "first": "Hari pertama", "last": "Hari terakhir", "week": "Jam per hari",
    "agencies": "Instansi", "hours": "Jam", "way": "Petunjuk arah", "zone": "Zona", "short": "Nama singkat",
    "kind": "Jenis pemilik", "private": "Nama layanan tidak ditampilkan", "share": "Bagian kunjungan (simulasi)",
    "published": "Hasil dipublikasikan pada", "published_where": "Dipublikasikan di",
    "closed_days": "Hari tanpa layanan", "minutes": "Rata-rata menit di loket", "quota": "Kuota per hari",
    "quota_priority": "Kuota prioritas", "quota_on": "Kuota pada tanggal tertentu",
    "hours_on": "Jam pada tanggal tertentu", "days": "Hari layanan", "everyday": "Nama sehari-hari",
    "needs": "Persyaratan", "procedure": "Prosedur", "completion": "Waktu penyelesaian", "fee": "Biaya",
    "product": "Produk layanan", "after": "Sesudah layanan", "pickup": "Antrean pengambilan", "keywords": "Kata kunci",
    "closed": "Tidak ditawarkan dahulu", "agency": "Instansi", "services": "Layanan", "weights": "Bobot layanan",
    "printers": "Printer", "inches": "Ukuran layar (inci)", "edge_mm": "Tinggi tepi bawah layar (mm)",
    "keys": "Tombol keypad bantu", "scan_prefix": "Tombol awal pemindai", "scan_suffix": "Tombol akhir pemindai",
    "headphones": "Cara mengenali earphone", "link": "Sambungan", "model": "Model", "roll_mm": "Panjang rol (mm)",
    "width_mm": "Lebar kertas (mm)", "render": "Cara mencetak", "qr": "Kode QR", "cut": "Cara memotong",
    "pages": "Halaman kode", "fence": "Cara memastikan tercetak", "speed": "Kecepatan (mm/detik)",
    "feed": "Jarak ke pisau (mm)", "presenter": "Menahan tiket di mulut", "retract_seconds": "Tarik kembali (detik)",
    "zones": "Zona", "voice": "Bersuara", "layout": "Tata letak", "counter": "Loket", "lines": "Baris daftar",
    "upcoming": "Nomor berikutnya yang tampil", "upcoming_by": "... per", "outside": "Di luar jam layanan",
    "metres": "Jarak baca (meter)", "displays": "Layar", "seconds": "Lama tampil (detik)", "volume": "Volume (0-100)",
    "role": "Peran", "counters": "Loket yang boleh dilayani", "ordinary": "Biasa (m dari m : n)",
    "priority": "Prioritas (n dari m : n)", "cap": "Panggilan prioritas berturut-turut paling banyak",
    "ageing_minutes": "Menunggu selama ini didahulukan (menit)", "bound_minutes": "Kerugian paling banyak (menit)",
    "reserve": "Cadangan terhadap batas", "recall_limit": "Panggilan satu nomor paling banyak",
    "recall_gap_seconds": "Jeda antarpanggilan (detik)", "calls_before_no_show": "Panggilan sebelum tidak hadir",
    "no_show_after_seconds": "Tidak hadir setelah (detik)",
    "soonest_finish_seconds": "Tanyakan sebelum menyelesaikan (detik)", "undo_seconds": "Dapat diurungkan (detik)",
    "mercy_seconds": "Nomor sebaru ini dilewati dahulu (detik)", "grace_minutes": "Boleh hadir kembali (menit)",
    "grace_calls": "... atau selama panggilan", "late_rejoin": "Yang terlambat masuk di",
    "late_after": "... setelah orang ke-", "transfer_rejoin": "Yang dialihkan masuk di",
    "transfer_after": "... setelah orang ke-", "return_rejoin": "Yang dikembalikan masuk di",
    "return_after": "... setelah orang ke-", "loop_rejoin": "Yang kembali dari kasir masuk di",
    "loop_after": "... setelah orang ke-", "booking_early_minutes": "Reservasi berlaku sebelum waktunya (menit)",
    "booking_late_minutes": "Reservasi terlambat paling lama (menit)", "pickup_every": "Pengambilan tiap panggilan ke-",
    "outcome_needed": "Hasil layanan wajib dipilih",
    "reason_for_named": "Panggilan di luar urutan perlu alasan",
    "cut_off_minutes": "Nomor berhenti sebelum tutup (menit)",
    "beyond_closing": "Bila perkiraan melewati jam tutup", "in_breaks": "Nomor tetap diberikan saat istirahat",
    "need_open_counter": "Hanya bila ada loket buka", "leftovers": "Sisa antrean saat tutup",
    "wait_target_minutes": "Sasaran waktu tunggu (menit)",
    "checkpoint_printer": "Printer titik periksa audit saat tutup hari", "keep_days": "Hari disimpan sebelum arsip",
    "csv": "Bentuk CSV", "outage_minutes": "Bekal nomor saat terputus (menit)",
    "sign_in_hours": "Masuk lagi setelah (jam)", "stay_signed_in": "Tetap masuk setelah dibuka lagi",
    "lock_minutes": "Kunci setelah diam (menit)", "copies": "Cetak ulang paling banyak", "logo": "Logo (gambar)",
    "words": "Kata-kata sendiri", "show": "Isi tiket, berurutan", "zero": "Angka 0 dibaca", "times": "Diucapkan (kali)",
    "together": "Semua pengeras suara zona serentak", "short_from": "Singkat bila menunggu",
    "keep": "Panggilan menunggu paling banyak",
    "stale_seconds": "Tidak diucapkan setelah (detik)", "prompt_seconds": "Didahulukan bila sebaru (detik)",
    "large_seconds": "Tampil besar (detik)", "visual_seconds": "Panggilan visual tampil besar (detik)",
    "visual_every_seconds": "Panggilan visual diulang setelah (detik)",
    "visual_times": "Panggilan visual tampil besar (kali)", "wording": "Susunan kalimat", "say": "Cara membaca nama",
    "second": "Bahasa kedua",
    "busy_seconds": "Saat ramai paling singkat (detik)", "line_seconds": "Tampil di daftar (detik)",
    "missed_minutes": "Panggilan terlewat yang ditampilkan (menit)", "poster_after_seconds": "Poster setelah (detik)",
    "information": "Layanan informasi", "alike": "Kata yang sama artinya", "icon": "Ikon", "colour": "Warna",
    "rating": "Penilaian satu sentuhan", "question": "Pertanyaan", "at_exit": "Kuesioner di anjungan keluar",
    "traits": "Tanyakan ciri responden", "motif": "Motif", "notices": "Pengumuman",
    "after_seconds": "Sapaan setelah diam (detik)",
}  # fmt: skip


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_MONDAY = datetime.date(2026, 11, 23)


def code_name(code: str, lang: str) -> str:
    """A record's code; a weekday by its name."""
    if code not in _WEEKDAYS:
        return code
    return weekday_words(_A_MONDAY + datetime.timedelta(days=_WEEKDAYS.index(code)), lang)


def section_name(path: tuple[str, ...], lang: str) -> str:
    """A section as the list shows it."""
    name = ".".join(path)
    return SECTIONS.get(name, name) if lang == "id" else _english(path[-1])


def key_name(key: str, lang: str) -> str:
    """A key as the form shows it."""
    return KEYS.get(key, _english(key)) if lang == "id" else _english(key)


def _english(key: str) -> str:
    return key.replace("_", " ").capitalize()
