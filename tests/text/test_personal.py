"""Personal data in an officer's words are found by their pattern; ordinary words of the office are not."""

import pytest

from shared.text.personal import FOUND, Personal, personal


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("NIK 3201011234560001", Personal.IDENTITY),
        ("3201 0112 3456 0001 belum cocok", Personal.IDENTITY),
        ("32.01.01.12.34.56.00.01", Personal.IDENTITY),
        ("NPWP 12.345.678.9-012.000", Personal.IDENTITY),
        ("hp 0812 3456 7890", Personal.PHONE),
        ("0812-3456-7890", Personal.PHONE),
        ("+62 812 345 678", Personal.PHONE),
        ("(021) 555 1234", Personal.PHONE),
        ("０８１２３４５６７８９０", Personal.PHONE),
        ("nol delapan satu dua tiga empat lima enam", Personal.PHONE),
        ("budi@mail.com", Personal.EMAIL),
        ("budi (at) mail (dot) com", Personal.EMAIL),
        ("budi at mail dot com", Personal.EMAIL),
        ("paspor A1234567", Personal.PASSPORT),
        ("rekening 1234567890", Personal.LONG_NUMBER),
        ("motor B 1234 XYZ", Personal.PLATE),
        ("lahir 12-03-1990", Personal.BIRTH),
        ("Jl. Merdeka 5", Personal.ADDRESS),
        ("RT 05 RW 02", Personal.ADDRESS),
        ("a.n. Budi", Personal.NAME),
        ("atas nama budi", Personal.NAME),
        ("nama: siti", Personal.NAME),
        ("Bapak Budi minta salinan", Personal.NAME),
        ("Mrs. Smith", Personal.NAME),
    ],
)
def test_personal_data_are_found(words: str, kind: Personal) -> None:
    assert personal(words) is kind


@pytest.mark.parametrize(
    "words",
    [
        "Kurang fotokopi KTP, kembali besok",
        "Bawa Rp 150.000.000 tunai",
        "Datang 28-11-2026 pukul 10.30",
        "Sudah dari loket 12 13 14 15 16",
        "AB-012 dan BA-003 bersama",
        "Ibu hamil, dahulukan",
        "Nama Ibu Kandung belum cocok",
        "Bapak kepala dinas memeriksa",
        "Jalan pintas lewat kasir",
        "Formulir F-1.02 belum diisi, 2 meterai 10000",
        "berkas no 12345678",
        "AB.1 lalu BA.2",
        "Speaks English only",
        "",
    ],
)
def test_words_of_the_office_are_left_alone(words: str) -> None:
    assert personal(words) is None


def test_every_kind_has_its_words() -> None:
    assert set(FOUND) == set(Personal)
