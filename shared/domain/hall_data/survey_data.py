"""What a hall file says of the satisfaction survey (SKM): its periods, and the hall's own wording of its questions."""

# ruff: noqa: RUF009  # must(), may() and many() are dataclasses.field() with a sentence

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.hall_data.fields import many, may, must
from shared.domain.words import Text

ELEMENT_KEYS = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan",
)  # fmt: skip
"""The nine elements in the order of the rule."""


@dataclass(frozen=True, slots=True)
class SurveyPeriod:
    """A survey that the hall holds: from when to when it is asked, and when and where its result was published."""

    name: Text = must("what it is called, on reports and on the sheet for the wall")
    first: datetime.date = must("its first day: exit kiosks ask it from then on")
    last: datetime.date = must("its last day: afterwards they have the faces only")
    published: datetime.date | None = may("when its result was published", None)
    published_where: str = may("where it was published: website, notice board, social media", "")


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey as this hall asks it."""

    question: Mapping[str, Text] = many(
        "the hall's own wording of a question, by its element (persyaratan, prosedur, waktu, biaya, produk, "
        "kompetensi, perilaku, sarana, pengaduan); the answers are the rule's"
    )
    at_exit: bool = may("whether an exit kiosk offers the whole questionnaire beside the faces", True)
    traits: bool = may("whether it asks who answers (age, sex, education, occupation); each can be left out", True)
