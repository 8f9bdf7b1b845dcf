"""What offices write for a respondent's traits."""

import pytest

from shared.survey.trait_words import value_of


@pytest.mark.parametrize(("trait", "text", "value"), [
    ("usia", "34", "26_35"), ("usia", "17-25 tahun", "17_25"), ("usia", "< 17", "under_17"), ("usia", "tua", None),
    ("usia", "56 tahun ke atas", "56"), ("usia", "999", None), ("jenis_kelamin", "L", "laki_laki"),
    ("jenis_kelamin", "Perempuan", "perempuan"), ("jenis_kelamin", "Laki-laki", "laki_laki"),
    ("jenis_kelamin", "?", None), ("pendidikan", "SLTA", "sma"), ("pendidikan", "D.3", "s1"),
    ("pendidikan", "S2", "s2"), ("pendidikan", "S1", "s1"),
    ("pendidikan", "Diploma / S1", "s1"), ("pekerjaan", "Mahasiswa", "lainnya"), ("pekerjaan", "ASN", "pns"),
    ("pekerjaan", "", None), ("jam", "08.00 - 12.00", "08_12"), ("jam", "14:10", "13_17"), ("jam", "pagi", None),
    ("jam", "99", None),
])  # fmt: skip
def test_a_value_is_understood_or_not_counted(trait: str, text: str, value: str | None) -> None:
    assert value_of(trait, text) == value
