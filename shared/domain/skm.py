"""The Ministry's satisfaction survey (SKM) and its index (IKM): PermenPANRB 14/2017.

Nine elements, each answered from 1 to 4. The index is 25 times the mean of all answers of complete questionnaires: the
elements weigh exactly 1/9 each. It is calculated in fractions and rounded once, half up, to two decimals; the grade
follows from the rounded index, because the rule's limits for the unrounded value have gaps. (Reports that weigh with
0.11 or 0.111 come to a lower index, at times to a lower grade; the rule's own arithmetic does not round the weight.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shared.domain.hall_data.survey_data import ELEMENT_KEYS
from shared.domain.rounding import half_up
from shared.domain.words import Text


@dataclass(frozen=True, slots=True)
class Element:
    """One question: its key, its name, how it is asked, and the words of the answers 1 to 4."""

    key: str
    name: Text
    ask: Text
    answers: tuple[Text, Text, Text, Text]


def _element(key: str, name: tuple[str, str], ask: tuple[str, str], *answers: tuple[str, str]) -> Element:
    one, two, three, four = (_both(words) for words in answers)
    return Element(key, _both(name), _both(ask), (one, two, three, four))


def _both(words: tuple[str, str]) -> Text:
    return {"id": words[0], "en": words[1]}


_FITTING = (
    ("Tidak sesuai", "Not fitting"),
    ("Kurang sesuai", "Hardly fitting"),
    ("Sesuai", "Fitting"),
    ("Sangat sesuai", "Very fitting"),
)
ELEMENTS: tuple[Element, ...] = (
    _element(
        "persyaratan",
        ("Persyaratan", "Requirements"),
        (
            "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            "How well did the requirements fit the kind of service?",
        ),
        *_FITTING,
    ),
    _element(
        "prosedur",
        ("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
        (
            "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
            "How easy do you find the procedure of the service here?",
        ),
        ("Tidak mudah", "Not easy"),
        ("Kurang mudah", "Hardly easy"),
        ("Mudah", "Easy"),
        ("Sangat mudah", "Very easy"),
    ),
    _element(
        "waktu",
        ("Waktu penyelesaian", "Time to completion"),
        (
            "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
            "How quickly was the service given?",
        ),
        ("Tidak cepat", "Not quick"),
        ("Kurang cepat", "Hardly quick"),
        ("Cepat", "Quick"),
        ("Sangat cepat", "Very quick"),
    ),
    _element(
        "biaya",
        ("Biaya/tarif", "Fee"),
        (
            "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
            "How reasonable do you find the fee of the service?",
        ),
        ("Sangat mahal", "Very expensive"),
        ("Cukup mahal", "Rather expensive"),
        ("Murah", "Cheap"),
        ("Gratis", "Free"),
    ),
    _element(
        "produk",
        ("Produk spesifikasi jenis pelayanan", "The product of the service"),
        (
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar"
            " pelayanan dengan hasil yang diberikan?",
            "How well does the result match what the service standard says?",
        ),
        *_FITTING,
    ),
    _element(
        "kompetensi",
        ("Kompetensi pelaksana", "Competence of the staff"),
        (
            "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
            "How competent were the officers in their service?",
        ),
        ("Tidak kompeten", "Not competent"),
        ("Kurang kompeten", "Hardly competent"),
        ("Kompeten", "Competent"),
        ("Sangat kompeten", "Very competent"),
    ),
    _element(
        "perilaku",
        ("Perilaku pelaksana", "Conduct of the staff"),
        (
            "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
            "How polite and friendly were the officers?",
        ),
        ("Tidak sopan dan ramah", "Not polite and friendly"),
        ("Kurang sopan dan ramah", "Hardly polite and friendly"),
        ("Sopan dan ramah", "Polite and friendly"),
        ("Sangat sopan dan ramah", "Very polite and friendly"),
    ),
    _element(
        "sarana",
        ("Sarana dan prasarana", "Facilities"),
        ("Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?", "How good are the facilities?"),
        ("Buruk", "Bad"),
        ("Cukup", "Sufficient"),
        ("Baik", "Good"),
        ("Sangat baik", "Very good"),
    ),
    _element(
        "pengaduan",
        ("Penanganan pengaduan, saran, dan masukan", "Handling of complaints and suggestions"),
        (
            "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
            "How are complaints of those who use the service handled?",
        ),
        ("Tidak ada", "None"),
        ("Ada tetapi tidak berfungsi", "There, but not working"),
        ("Berfungsi kurang maksimal", "Working, but not fully"),
        ("Dikelola dengan baik", "Well managed"),
    ),
)
"""The nine elements in the order of the rule, with the sentences of its common form. Stored by key, never by number."""
KEYS = ELEMENT_KEYS
LOWEST, HIGHEST = 1, 4

GRADES: tuple[tuple[Decimal, str, Text], ...] = (
    (Decimal("88.31"), "A", {"id": "Sangat baik", "en": "Very good"}),
    (Decimal("76.61"), "B", {"id": "Baik", "en": "Good"}),
    (Decimal("65.00"), "C", {"id": "Kurang baik", "en": "Less than good"}),
    (Decimal("25.00"), "D", {"id": "Tidak baik", "en": "Not good"}),
)
"""The lowest rounded index of each grade, the grade, and what it means."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One questionnaire without anybody's name: the day, the service, and the answers by element; None is a blank."""

    day: str
    service: str
    answers: Mapping[str, int | None]

    @property
    def is_complete(self) -> bool:
        """Whether all nine elements are answered; only then it counts."""
        return all(self.answers.get(key) is not None for key in KEYS)


class Source(StrEnum):
    """How a questionnaire came: taken from a file, an online form (Pedoman 9/2024), an exit kiosk, typed from paper."""

    FILE = "file"
    ONLINE = "online"
    KIOSK = "kiosk"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One element over all complete questionnaires: the sum, the mean answer (NRR), its index and grade."""

    total: int
    nrr: Decimal | None
    index: Decimal | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """The index of some questionnaires. ``index`` and ``grade`` are None without any complete one: never 0 or D."""

    respondents: int
    incomplete: int
    elements: Mapping[str, ElementResult]
    index: Decimal | None
    grade: str | None


def result(questionnaires: Iterable[Questionnaire]) -> Result:
    """The index of these questionnaires; incomplete ones are counted and left out."""
    totals, complete, incomplete = dict.fromkeys(KEYS, 0), 0, 0
    for questionnaire in questionnaires:
        if not questionnaire.is_complete:
            incomplete += 1
            continue
        complete += 1
        for key in KEYS:
            totals[key] += questionnaire.answers[key] or 0
    return of_totals([totals[key] for key in KEYS], complete, incomplete)


def of_totals(totals: Sequence[int], complete: int, incomplete: int = 0) -> Result:
    """The index from the sum of each element, in the rule's order, over so many complete questionnaires."""
    if not complete:
        none = ElementResult(0, None, None, None)
        return Result(0, incomplete, dict.fromkeys(KEYS, none), None, None)
    index = half_up(25 * Fraction(sum(totals), complete * len(KEYS)))
    elements = {key: _element_result(total, complete) for key, total in zip(KEYS, totals, strict=True)}
    return Result(complete, incomplete, elements, index, grade(index))


def _element_result(total: int, complete: int) -> ElementResult:
    mean = Fraction(total, complete)
    index = half_up(25 * mean)
    return ElementResult(total, half_up(mean, 4), index, grade(index))


def grade(index: Decimal) -> str:
    """A to D, by the rounded index."""
    return next(letter for lowest, letter, _ in GRADES if index >= lowest)


def meaning(letter: str) -> Text:
    """What a grade means in words."""
    return next(words for _, known, words in GRADES if known == letter)


def sample_size(visitors: int) -> int:
    """How many questionnaires a service with so many visitors in the period needs, by Krejcie and Morgan.

    Their formula with 3.841 for one degree of freedom at 95 %, a share of one half and an error of 5 %, rounded to the
    nearest: it agrees with every line of the rule's table.
    """
    if visitors <= 0:
        return 0
    spread = Fraction(3841, 1000) * Fraction(1, 4)
    needed = spread * visitors / (Fraction(25, 10_000) * (visitors - 1) + spread)
    return int(half_up(needed, 0))
