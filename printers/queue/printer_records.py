"""How the printers are, as the hall's file has it: what other programs and the next start know of them."""

import dataclasses
import logging
from collections.abc import Callable

from printers.models.model import Answer
from printers.queue.active_prints import PrinterSlot
from shared.faults import EnvironmentFault
from shared.log import level
from shared.store.printing.jobs import Jobs

_log = logging.getLogger("antrean.printers")


class PrinterRecords:
    """Writes what became known of a printer. A file that cannot be written is a line in the log: printing goes on."""

    def __init__(self, jobs: Jobs, on_health: Callable[[], None] | None) -> None:
        self._jobs, self._on_health = jobs, on_health

    def quarantine(self, slot: PrinterSlot) -> None:
        """Use it no more until staff have looked after it."""
        if not slot.quarantined:
            slot.quarantined = True
            self.keep_health(slot, quarantined=True)

    def keep_probe(self, slot: PrinterSlot, answers: frozenset[Answer], identity: str) -> None:
        """What it was found to answer."""
        try:
            self._jobs.save_probe(slot.code, answers, identity, slot.link)
        except EnvironmentFault as fault:
            _log.log(level(fault), "the probe of %s could not be kept: %s", slot.code, fault.sentence)

    def keep_health(self, slot: PrinterSlot, *, quarantined: bool | None = None) -> None:
        """Keep and tell it. Only who changes the quarantine writes it: staff elsewhere may just have lifted it."""
        trouble = slot.staff_trouble
        if self._on_health:
            self._on_health()
        if quarantined is None and trouble == slot.written:
            return  # nothing that staff elsewhere would see
        data = {name: True for name, is_so in dataclasses.asdict(slot.condition).items() if is_so}
        try:
            self._jobs.health(slot.code, trouble, quarantined=quarantined, data=data)
        except EnvironmentFault as fault:
            _log.log(level(fault), "the health of %s could not be written: %s", slot.code, fault.sentence)
        else:
            slot.written = trouble
