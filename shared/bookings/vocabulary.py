"""The words that stand in files of bookings, Indonesian and English, small letters."""


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan",
            "februari february feb pebruari",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags agt aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ),
        1,
    )
    for word in words.split()
}
WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for word in words.split()
}
"""As :meth:`datetime.date.weekday` counts."""
YES = word_set(
    "1 y yes ya iya true benar x v ✓ ✔ √ prioritas priority lansia lanjut_usia disabilitas difabel hamil menyusui"
    " balita penyandang_disabilitas ibu_hamil ibu_menyusui ibu_dan_anak"
)
"""What means the priority lane. ``t`` is in neither set: true in English, tidak in Indonesian."""
NO = word_set("0 n no tidak tdk bukan false salah - – umum biasa reguler regular ordinary")
PERSONAL = word_set(
    "nama name nik ktp kk kia npwp sim paspor passport telepon telpon telp tlp tel hp handphone ponsel gsm wa whatsapp"
    " phone mobile cell email surel mail alamat address lahir birth dob ttl kelamin gender sex umur usia age pemohon"
    " pekerjaan agama"
)
"""Words of a heading that names something of a person."""
PERSONAL_PARTS = word_set(
    "nama nik ktp telepon telpon telp handphone ponsel whatsapp phone email alamat lahir kelamin pemohon npwp paspor"
)
"""... also where they are a part of a word: ``NamaLengkap``, ``notelp``."""
