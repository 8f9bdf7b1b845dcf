"""What every figure of a report means, exactly, in Indonesian and English: printed in the report itself."""

from dataclasses import dataclass

from shared.domain.words import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: its key, what it is called, and its exact definition. ``{target}`` is the hall's promise in minutes."""

    key: str
    name: Text
    definition: Text


def _measure(key: str, name: tuple[str, str], indonesian: str, english: str) -> Measure:
    return Measure(key, {"id": name[0], "en": name[1]}, {"id": indonesian, "en": english})


MEASURES: tuple[Measure, ...] = (
    _measure(
        "visits",
        ("Kunjungan", "Visits"),
        "Nomor antrean yang diambil pada hari layanan itu. Satu nomor adalah satu kunjungan, juga bila untuk beberapa "
        "layanan; pada baris layanan atau instansi ia dihitung sekali di masing-masing.",
        "Numbers taken on that business day. One number is one visit, also when it is for several services; in rows of "
        "services or agencies it counts once in each.",
    ),
    _measure(
        "priority",
        ("Jalur prioritas", "Priority lane"),
        "Kunjungan yang nomornya diambil di jalur prioritas. Alasannya tidak pernah disimpan.",
        "Visits whose number was taken in the priority lane. The reason is never kept.",
    ),
    _measure(
        "served",
        ("Layanan selesai", "Services completed"),
        "Langkah yang ditutup petugas sebagai selesai. Layanan yang diminta adalah semua langkah, tanpa langkah yang "
        "lahir dari pengalihan.",
        "Steps that an officer closed as done. Services asked for are all steps but those that a transfer made.",
    ),
    _measure(
        "outcome",
        ("Hasil layanan", "Outcomes"),
        "Apa hasil layanan yang selesai menurut petugas, dari pilihan MPP sendiri: jumlahnya dan bagiannya dari "
        "layanan itu.",
        "What came of the services that were completed, as their officers said, in the hall's own words: how many, and "
        "their share of that service.",
    ),
    _measure(
        "wait",
        ("Waktu tunggu", "Wait"),
        "Menit dari masuk ke antrean layanan itu sampai panggilan terakhir; pada langkah berikutnya dalam satu "
        "kunjungan dihitung sejak langkah sebelumnya berakhir. Yang tidak pernah dipanggil tidak dihitung.",
        "Minutes from joining the line of that service to the last call; for a later step of a visit from the end of "
        "the step before. Who was never called is not counted.",
    ),
    _measure(
        "within",
        ("Dipanggil tepat janji", "Called as promised"),
        "Bagian panggilan yang waktu tunggunya paling lama {target} menit, target MPP sendiri (tidak ada undang-undang"
        " yang menetapkan batas).",
        "The share of calls whose wait was at most {target} minutes, the hall's own target (no law sets one).",
    ),
    _measure(
        "walk",
        ("Waktu berjalan", "Walking time"),
        "Menit dari panggilan terakhir sampai petugas menekan Mulai. Tanpa Mulai tidak diukur.",
        "Minutes from the last call until the officer pressed Start. Without a start it is not measured.",
    ),
    _measure(
        "service",
        ("Waktu layan", "Service time"),
        "Menit dari Mulai (tanpa Mulai: dari panggilan) sampai Selesai, hanya langkah yang selesai.",
        "Minutes from Start (without one: from the call) to Finish, of completed steps only.",
    ),
    _measure(
        "in_hall",
        ("Waktu di MPP", "Time in the hall"),
        "Menit dari mengambil nomor sampai langkah selesai yang terakhir, dari kunjungan yang tuntas dan sedikitnya "
        "satu langkahnya selesai.",
        "Minutes from taking the number to the end of the last completed step, of visits that are over and had at "
        "least one step completed.",
    ),
    _measure(
        "one_attendance",
        ("Tuntas sekali datang", "Done in one attendance"),
        "Bagian kunjungan yang sudah berakhir yang semua langkahnya selesai pada hari itu; langkah yang dialihkan "
        "dihitung menurut langkah penggantinya.",
        "The share of visits that are over in which every step was completed that day; a transferred step counts as "
        "the step that followed it.",
    ),
    _measure(
        "steps_per_visit",
        ("Langkah per kunjungan", "Steps per visit"),
        "Langkah yang selesai dibagi kunjungan.",
        "Completed steps divided by visits.",
    ),
    _measure(
        "no_show",
        ("Tidak hadir", "No-shows"),
        "Langkah yang berakhir karena tidak ada yang datang saat dipanggil, dibagi jumlahnya dengan langkah selesai.",
        "Steps that ended because nobody came when called, as a share of these and the completed ones.",
    ),
    _measure(
        "transferred",
        ("Dialihkan", "Transfers"),
        "Langkah yang ditutup dengan pengalihan ke layanan atau loket lain.",
        "Steps closed by a transfer to another service or counter.",
    ),
    _measure(
        "left",
        ("Batal, kedaluwarsa, terbuka", "Cancelled, expired, open"),
        "Dibatalkan oleh atau untuk pengunjung; tidak terlayani sampai hari ditutup; belum berakhir saat laporan "
        "dibuat.",
        "Given up by or for the visitor; not reached before the day was closed; not over when the report was made.",
    ),
    _measure(
        "told",
        ("Perkiraan yang tepat", "Estimates that held"),
        "Dari langkah yang diberi perkiraan waktu tunggu di tiket dan dipanggil di tempatnya semula: bagian yang "
        "dipanggil di dalam rentang itu, dihitung sejak nomor diambil sampai akhir menit terakhir rentang.",
        "Of steps that were told a wait on the ticket and called in the place it was told for: the share called within "
        "that range, from taking the number to the end of the range's last minute.",
    ),
    _measure(
        "refused",
        ("Nomor yang ditolak", "Numbers refused"),
        "Berapa kali MPP menolak memberi nomor, menurut alasan. Tombol yang sudah padam di anjungan tidak dihitung.",
        "How often the hall refused a number, by reason. A tile that a kiosk already shows as closed is not counted.",
    ),
    _measure(
        "booked",
        ("Reservasi ditepati", "Bookings kept"),
        "Reservasi hari itu yang pengunjungnya lapor hadir, dari semua yang tidak dibatalkan.",
        "Bookings of the day whose visitor checked in, of all that were not cancelled.",
    ),
    _measure(
        "counters",
        ("Waktu loket", "Counter time"),
        "Janji: jam layanan menurut jadwal MPP yang berlaku sekarang, tanpa istirahat MPP. Buka: dari Buka loket "
        "sampai Tutup loket tanpa istirahat; loket yang tidak ditutup dihitung sampai hari ditutup atau pengunjung "
        "terakhirnya. Ditepati: waktu buka di dalam janji. Sibuk: dari setiap panggilan sampai pengunjung itu "
        "meninggalkan loket. Senggang: buka tanpa pengunjung.",
        "Promised: service hours by the timetable that holds now, without the hall's breaks. Open: from opening to "
        "closing without breaks; a counter that nobody closed counts until the day was closed or its last visitor "
        "left. Kept: open time within what was promised. Busy: from each call until that visitor left the counter. "
        "Idle: open without a visitor.",
    ),
    _measure(
        "lane",
        ("Biaya jalur prioritas", "Cost of the priority lane"),
        "Bagian panggilan biasa yang didahului pengunjung prioritas yang datang kemudian untuk layanan yang sama, dan "
        "menit loket yang dipakai mereka, rata-rata atas semua panggilan biasa: paling lama segitu yang lain menunggu "
        "lebih lama.",
        "The share of ordinary calls that a priority visitor who came later for the same service went ahead of, and "
        "the minutes of counter time those took, averaged over all ordinary calls: the others waited at most so much "
        "longer.",
    ),
    _measure(
        "ikm",
        ("Indeks kepuasan (IKM)", "Satisfaction index (IKM)"),
        "PermenPANRB 14/2017: 25 kali rata-rata sembilan unsur dengan bobot tepat 1/9, dibulatkan sekali, dari "
        "kuesioner yang lengkap. Penilaian satu sentuhan tidak pernah dicampur ke dalamnya.",
        "PermenPANRB 14/2017: 25 times the mean of nine elements that weigh exactly 1/9, rounded once, of complete "
        "questionnaires. The one-touch rating is never mixed into it.",
    ),
    _measure(
        "ranks",
        ("Median, p95, pembulatan", "Median, p95, rounding"),
        "Median: nilai terkecil yang tidak dilampaui oleh sedikitnya separuh nilai; p95: oleh 95%. Menit dibulatkan ke "
        "sepersepuluh, persen ke sepersepuluh, setengah ke atas.",
        "Median: the smallest value that at least half of the values do not exceed; p95: 95% of them. Minutes are "
        "rounded to a tenth, percentages to a tenth, half up.",
    ),
    _measure(
        "before",
        ("Perbandingan", "Comparison"),
        "Bulan, minggu, dan tahun dibandingkan dengan yang sebelumnya; satu hari dengan rata-rata hari yang sama pada "
        "empat minggu sebelumnya. Masa yang masih berlangsung dibandingkan sampai tanggal atau jam yang sama. "
        "Perubahan persentase ditulis dalam poin.",
        "A month, week or year is compared with the one before; a day with the mean of the same weekday of the four "
        "weeks before. What is still going on is compared up to the same day or hour. Changes of percentages are in "
        "points.",
    ),
)
"""In the order in which a report prints them."""
BY_KEY = {measure.key: measure for measure in MEASURES}
