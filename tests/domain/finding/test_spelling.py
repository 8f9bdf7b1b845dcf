import pytest

from shared.domain.finding.spelling import fold, letters_of, roots, skeleton, slips, sound


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kartu Keluarga (KK), KTP-él", ("kartu", "keluarga", "kk", "ktp", "el")),
        ("k.t.p. & s i m", ("ktpsim",)),
        ("hilaaang surat2", ("hilang", "surat")),
        ("can't, Jum'at, seeker’s", ("cant", "jumat", "seekers")),
        ("", ()),
    ],
)
def test_a_text_is_its_plain_words(text: str, words: tuple[str, ...]) -> None:
    assert fold(text) == words


@pytest.mark.parametrize(
    ("word", "root"),
    [("pembayaran", "bayar"), ("perpanjangan", "panjang"), ("ngurusin", "urus"), ("ktpku", "ktp"), ("menukar", "tukar"),
     ("penyetoran", "setor"), ("nyari", "cari"), ("memotong", "potong"), ("cards", "card"), ("motore", "motor"),
     ("scammed", "scam"), ("abusing", "abuse"), ("bodies", "body"), ("yearly", "year")],
)  # fmt: skip
def test_a_word_without_what_is_put_before_and_behind_it(word: str, root: str) -> None:
    assert root in set(roots(word))


def test_no_affixes_of_two_languages_at_once() -> None:
    assert "born" not in set(roots("morning"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("paspor", "faspor"), ("hilang", "ilang"), ("lahir", "lair"), ("soerat", "surat"), ("khalau", "kalo")],
)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_phones_leave_the_vowels_out() -> None:
    assert skeleton("bayar") == "byr"


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("paspor", "paspor", 0), ("pasor", "paspor", 1), ("papsor", "paspor", 1), ("pazpor", "paspor", 1),
     ("pazzor", "paspor", 2), ("xyz", "paspor", 3), ("kartu", "tanah", 3)],
)  # fmt: skip
def test_slips_between_two_words(one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == count
    assert count > 2 or (letters_of(one) ^ letters_of(other)).bit_count() <= 2 * count
