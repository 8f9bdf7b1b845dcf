"""The printers that a kiosk uses: each with what the hall's data say of it."""

from collections import Counter
from dataclasses import dataclass

from printers.models.model import AS_RECORDED, Answer, HallOverrides, Model, model
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.hall import Printer as PrinterData


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """A printer to use: its code, and what the hall's data say of it."""

    code: str
    link: str
    model: str = "generic-80"
    roll_mm: int = 50_000
    width_mm: int | None = None
    render: str = "auto"
    shared: bool = False  # several kiosks print on it
    own: HallOverrides = AS_RECORDED  # what the hall knows better than the model's record
    answers: frozenset[Answer] | None = None  # what it is known to answer, where that is not in the file

    @classmethod
    def of(cls, code: str, data: PrinterData, *, shared: bool = False) -> "PrinterSetup":
        """From the hall's data."""
        return cls(
            code, data.link, data.model, data.roll_mm, data.width_mm, data.render, shared, HallOverrides.of(data)
        )

    @property
    def known(self) -> Model:
        """The printer's capabilities: the model's record, the paper in it, and what the hall says otherwise."""
        known = model(self.model).on_paper(self.width_mm).overridden_by(self.own)
        return known if self.answers is None else known.answering(self.answers)


def printers_of(hall: Hall, kiosk: str | None) -> tuple[PrinterSetup, ...]:
    """The printers of a kiosk, best first; those of the hall's first kiosk when none is named."""
    code = kiosk or next(iter(hall.kiosk), None)
    if code is None or code not in hall.kiosk:
        return ()
    users = Counter(name for each in hall.kiosk.values() for name in each.printers)
    return tuple(
        PrinterSetup.of(name, hall.printer[name], shared=users[name] > 1)
        for name in hall.kiosk[code].printers
        if name in hall.printer
    )
