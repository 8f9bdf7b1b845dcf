"""Who answers the survey: only what the rule's common form asks, and kept only as sums of a month and an agency.

Nobody is asked a name. Each may be left out; of somebody under 17 nothing is kept at all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.domain.words import Text

YOUNGEST = 17
UNDER_AGE = "under_17"
"""The age of somebody whose other traits are not kept."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that the form asks of a respondent: its key, its name, and what can be chosen."""

    key: str
    name: Text
    values: Mapping[str, Text]


def _both(indonesian: str, english: str) -> Text:
    return {"id": indonesian, "en": english}


TRAITS: tuple[Trait, ...] = (
    Trait(
        "jenis_kelamin",
        _both("Jenis kelamin", "Sex"),
        {"perempuan": _both("Perempuan", "Female"), "laki_laki": _both("Laki-laki", "Male")},
    ),
    Trait(
        "usia",
        _both("Usia", "Age"),
        {
            UNDER_AGE: _both("Di bawah 17 tahun", "Under 17"),
            "17_25": _both("17–25 tahun", "17 to 25"),
            "26_35": _both("26–35 tahun", "26 to 35"),
            "36_45": _both("36–45 tahun", "36 to 45"),
            "46_55": _both("46–55 tahun", "46 to 55"),
            "56": _both("56 tahun ke atas", "56 and older"),
        },
    ),
    Trait(
        "pendidikan",
        _both("Pendidikan terakhir", "Education"),
        {
            "sd": _both("SD", "Primary school"),
            "smp": _both("SMP", "Lower secondary school"),
            "sma": _both("SMA", "Upper secondary school"),
            "s1": _both("Diploma / S1", "Diploma / bachelor"),
            "s2": _both("S2", "Master"),
            "s3": _both("S3", "Doctor"),
        },
    ),
    Trait(
        "pekerjaan",
        _both("Pekerjaan", "Occupation"),
        {
            "pns": _both("PNS", "Civil servant"),
            "tni": _both("TNI", "Armed forces"),
            "polri": _both("POLRI", "Police"),
            "swasta": _both("Swasta", "Employee"),
            "wirausaha": _both("Wirausaha", "Self-employed"),
            "lainnya": _both("Lainnya", "Other"),
        },
    ),
    Trait(
        "jam",
        _both("Jam survei", "Time of the survey"),
        {"08_12": _both("08.00–12.00", "08.00–12.00"), "13_17": _both("13.00–17.00", "13.00–17.00")},
    ),
)
"""In the order of the form."""
ASKED = tuple(sorted((trait for trait in TRAITS if trait.key != "jam"), key=lambda trait: trait.key != "usia"))
"""What a kiosk asks: the age first, because of the young nothing else is asked. The time it knows by itself."""
TRAIT_KEYS = tuple(trait.key for trait in TRAITS)
LEAST_SHOWN = 5
"""A sum below this is not published."""

Traits = Mapping[str, str]


def age_band(years: int) -> str:
    """The band of an age in years."""
    if years < YOUNGEST:
        return UNDER_AGE
    return next((band for band, last in (("17_25", 25), ("26_35", 35), ("36_45", 45), ("46_55", 55)) if years <= last),
                "56")  # fmt: skip


def time_band(hour: int) -> str:
    """The form's two bands: before and after noon."""
    return "08_12" if hour <= 12 else "13_17"


def kept(traits: Traits) -> dict[str, str]:
    """What may be kept of somebody's traits: only known ones, and of somebody under age only that."""
    known = {trait.key: traits[trait.key] for trait in TRAITS if traits.get(trait.key) in trait.values}
    return {"usia": UNDER_AGE} if known.get("usia") == UNDER_AGE else known


def sums(respondents: Iterable[Traits]) -> Counter[tuple[str, str]]:
    """How often each value of each trait was given."""
    counted: Counter[tuple[str, str]] = Counter()
    for traits in respondents:
        counted.update(kept(traits).items())
    return counted
