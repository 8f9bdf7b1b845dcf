"""How a printer is, for staff, and how long its paper still lasts."""

from dataclasses import dataclass

from printers.dialogue.condition import Condition, Trouble
from shared.domain.words import Text
from shared.store.record.job_rows import PrinterRecord


@dataclass(frozen=True, slots=True)
class PrinterView:
    """How a printer is, for staff."""

    code: str
    link: str
    model: str
    condition: Condition
    trouble: Trouble | None
    sentence: Text | None
    quarantined: bool
    used_mm: float
    left_mm: float
    tickets_left: int
    answers: tuple[str, ...]


def paper_left(record: PrinterRecord, roll_mm: float, condition: Condition) -> tuple[float, float, int]:
    """Paper used and left in mm, and about how many tickets that is; nothing when the sensor says it is out."""
    left = 0.0 if condition.paper_out else max(0.0, roll_mm - record.used_mm)
    return record.used_mm, left, int(left / record.ticket_mm)
