"""What a hall file says about its ticket printers that cannot be true."""

from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall, Printer
from shared.domain.hall_data.problem import Problem

CUTS = ("partial", "full", "esc-i", "esc-m", "none")
"""How paper is cut: ``GS V`` leaving a bridge, ``GS V`` whole, the older ``ESC i`` or ``ESC m``, or torn by hand."""
FENCES = ("marker", "gsr", "none")
"""What answers when a ticket is printed: ``GS ( H``, ``GS r``, or nothing."""


def printers(hall: Hall) -> Iterator[Problem]:
    """Printers with impossible values."""
    for code, printer in hall.printer.items():
        if printer.render not in {"auto", "native", "raster"}:
            yield Problem(
                f"printer.{code}.render", f"there is no rendering {printer.render!r}.", "Use auto, native or raster."
            )
        if printer.width_mm not in {None, 58, 80}:
            yield Problem(f"printer.{code}.width_mm", f"no paper is {printer.width_mm} mm wide.", "Use 58 or 80.")
        if printer.roll_mm < 1000:
            yield Problem(f"printer.{code}.roll_mm", "a roll is longer than a metre.", "Write 50000 for fifty metres.")
        yield from _printer_itself(f"printer.{code}", printer)


def _printer_itself(key: str, printer: Printer) -> Iterator[Problem]:
    """What the hall file sets in place of the model's record."""
    if printer.cut is not None and printer.cut not in CUTS:
        yield Problem(f"{key}.cut", f"there is no cut {printer.cut!r}.", f"Use {', '.join(CUTS)}.")
    if printer.fence is not None and printer.fence not in FENCES:
        yield Problem(f"{key}.fence", f"there is no fence {printer.fence!r}.", f"Use {', '.join(FENCES)}.")
    if printer.speed is not None and not 10 <= printer.speed <= 1000:
        yield Problem(f"{key}.speed", "no printer prints so many millimetres a second.", "Use 10 to 1000.")
    if printer.feed is not None and not 0 <= printer.feed <= 100:
        yield Problem(f"{key}.feed", "no knife is so far from the print head.", "Use 0 to 100 (mm); 14 is usual.")
    if printer.retract_seconds is not None and not 5 <= printer.retract_seconds <= 3600:
        yield Problem(f"{key}.retract_seconds", "is too soon or too late.", "Use 5 to 3600.")
    for slot, codec in printer.pages.items():
        if not 0 <= slot <= 255:
            yield Problem(f"{key}.pages", f"{slot} is not a slot of a code page.", "Use 0 to 255.")
        if not _is_page(codec):
            yield Problem(f"{key}.pages", f"there is no code page {codec!r}.", 'Write it as "cp437" or "cp1252".')


def _is_page(codec: str) -> bool:
    """Whether each byte of it is one letter, with ASCII as it is everywhere."""
    try:
        return len(bytes(range(256)).decode(codec, "replace")) == 256 and "Az09".encode(codec) == b"Az09"
    except (LookupError, ValueError, UnicodeError):
        return False
