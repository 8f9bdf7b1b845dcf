"""What the emulated printer is like: width, speed, buffer, and which questions it answers."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from printers.models.model import Answer, Model

EVERYTHING = frozenset(Answer)


@dataclass(frozen=True, slots=True)
class Traits:
    """Capabilities and habits. Lengths in dots."""

    dots: int = 576
    dpi: int = 203
    columns_small: int = 64
    pages: Mapping[int, str] = field(default_factory=lambda: {0: "cp437", 2: "cp850", 16: "cp1252"})
    answers: frozenset[Answer] = EVERYTHING
    native_qr: bool = True
    cutter: bool = True
    presenter: bool = False  # a cut piece stays inside until GS e lets it out
    near_end_sensor: bool = True
    buffer: int = 4096  # bytes, then it takes no more
    speed_mm: float = 150.0
    cut_seconds: float = 0.3
    boot_seconds: float = 1.5
    roll_mm: float = 50_000
    near_end_mm: float = 5_000
    feed_to_cut_mm: float = 14.0
    on_paper_end: str = "keep"  # what happens to buffered data: "keep", "clear", or "stop" taking more
    asb_at_power_on: bool = False
    init_clears_asb: bool = False
    spells_markers: bool = False  # a bad clone: prints the marker's letters instead of answering
    answer_seconds: float = 0.0  # how long it thinks about each answer
    echoes: bool = False  # the line gives back every byte (crossed wires, a modem's local echo)
    outlives_link: bool = True  # a new connection finds a cut-off command where the old one left it
    chinese: bool = False  # starts with two bytes a letter above 0x80, until FS .
    strict: bool = True  # an unknown command is an error

    @property
    def dots_per_mm(self) -> float:
        """Dots in a millimetre."""
        return self.dpi / 25.4

    def having(self, **changes: object) -> "Traits":
        """These traits with some things otherwise."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]  # checked by dataclasses itself


MUTE = Traits(answers=frozenset())
"""Prints and never answers: three wires, and the cheapest clones."""
SLOW = Traits(answers=frozenset({Answer.EOT, Answer.GSR}), speed_mm=30.0, answer_seconds=2.0)
ECHOING = Traits(answers=frozenset(), echoes=True)
HABITS: Mapping[str, Mapping[str, object]] = {
    "mute": {"answers": frozenset[Answer]()},
    "slow": {"speed_mm": 30.0, "answer_seconds": 2.0},
    "echo": {"answers": frozenset[Answer](), "echoes": True},
    "presenter": {"presenter": True},
    "forgetful": {"outlives_link": False, "on_paper_end": "clear"},
    "chinese": {"chinese": True},
}
"""Ways in which real printers differ from an obliging one, by name."""


def traits_of(model: Model) -> Traits:
    """An emulated printer of a model, with what the model's record says."""
    return Traits(
        dots=model.dots,
        dpi=model.dpi,
        columns_small=model.columns_small,
        pages=model.pages,
        answers=model.answers,
        native_qr=model.native_qr,
        cutter=model.cutter != "none",
        presenter=model.presenter,
        near_end_sensor=model.near_end,
        speed_mm=model.speed_mm,
        feed_to_cut_mm=model.feed_to_cut_mm,
    )
