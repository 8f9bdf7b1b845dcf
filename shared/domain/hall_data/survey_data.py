"""What a hall file says of the satisfaction survey (SKM): the hall's own wording of its nine questions."""

# may() and many() are dataclasses.field() with a sentence

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.hall_data.fields import many, may
from shared.domain.words import Text

ELEMENT_KEYS = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan",
)  # fmt: skip
"""The nine elements in the order of the rule."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey as this hall asks it."""

    question: Mapping[str, Text] = many(
        "the hall's own wording of a question, by its element (persyaratan, prosedur, waktu, biaya, produk, "
        "kompetensi, perilaku, sarana, pengaduan); the answers are the rule's"
    )
    at_exit: bool = may("whether an exit kiosk offers the whole questionnaire beside the faces", True)
    traits: bool = may("whether it asks who answers (age, sex, education, occupation); each can be left out", True)
