"""A program is started for one device of the hall (``--kiosk K1``): without such a device it ends with exit 2."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shared import records
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.qt.program import Program

MOST = 3
"""How many of the hall's devices are named when none looks like the one that was asked for."""


_MISSING = {
    "kiosk": QT_TRANSLATE_NOOP("Program", "This hall has no kiosk {code}."),
    "counter": QT_TRANSLATE_NOOP("Program", "This hall has no counter {code}."),
    "display": QT_TRANSLATE_NOOP("Program", "This hall has no display {code}."),
}


def need_device(
    program: Program, kind: str, devices: Callable[[Hall], Collection[str]], *, for_good: bool = False
) -> None:
    """End the program if its device is not among the hall's of this ``kind``.

    A device that the hall had at first may be taken out of its data later: its program goes on and says so by
    itself, unless the device is needed ``for_good``.
    """
    device = program.options.device
    known = False

    def look(hall: Hall) -> None:
        nonlocal known
        codes = tuple(devices(hall))
        if device in codes:
            known = True
        elif for_good or not known:
            program.end_with(_missing(kind, device, codes))

    program.worker.hall.connect(look)


def _missing(kind: str, device: str, codes: tuple[str, ...]) -> UsageFault:
    near = records.nearest(device, codes) or codes[:MOST]
    there = QCoreApplication.translate("Program", "There are: {codes}.").format(codes=", ".join(near))
    sentence = QCoreApplication.translate("Program", str(_MISSING[kind])).format(code=device)
    return UsageFault(f"{sentence} {there}", nearest=near)
