"""What offices write for a respondent's traits, in the values of the form; anything else is simply not counted."""

import re
from collections.abc import Mapping

from shared.domain.respondents import TRAITS, age_band, time_band

_OLDEST = 120
_LONGEST_DAY = 24
_OWN: Mapping[str, Mapping[str, str]] = {
    "jenis_kelamin": {
        "l": "laki_laki", "lk": "laki_laki", "laki": "laki_laki", "pria": "laki_laki", "m": "laki_laki",
        "p": "perempuan", "pr": "perempuan", "wanita": "perempuan", "w": "perempuan", "f": "perempuan",
    },
    "pendidikan": {
        "slta": "sma", "smk": "sma", "ma": "sma", "sltp": "smp", "mts": "smp", "mi": "sd",
        "d1": "s1", "d2": "s1", "d3": "s1", "d4": "s1", "diploma": "s1", "sarjana": "s1", "magister": "s2",
        "doktor": "s3",
    },
    "pekerjaan": {
        "asn": "pns", "karyawan": "swasta", "pegawai swasta": "swasta", "karyawan swasta": "swasta",
        "wiraswasta": "wirausaha", "pedagang": "wirausaha",
    },
}  # fmt: skip
_WORDS = {
    trait.key: {
        " ".join(text.casefold().replace("-", " ").split()): value
        for value, words in trait.values.items()
        for text in (value, *words.values())
    }
    for trait in TRAITS
}


def value_of(trait: str, text: str) -> str | None:
    """The value that is meant; None for a blank and for what the form does not know."""
    said = " ".join(text.casefold().replace("-", " ").replace(".", "").split())
    if not said:
        return None
    if trait == "usia":
        return _age(text) or _WORDS[trait].get(said)
    if trait == "jam":
        hour = re.match(r"\d{1,2}", said)
        return time_band(int(hour[0])) if hour and int(hour[0]) < _LONGEST_DAY else None
    found = _OWN[trait].get(said) or _WORDS[trait].get(said)
    return found or ("lainnya" if trait == "pekerjaan" else None)


def _age(text: str) -> str | None:
    """An age in years, or a span of years by its end."""
    years = [int(one) for one in re.findall(r"\d{1,3}", text)]
    if not years or years[-1] > _OLDEST:
        return None
    return age_band(years[-1] - ("<" in text))
