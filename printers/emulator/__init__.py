"""An ESC/POS printer that is not there: the demo's, the tests' and the technician's.

It has two lanes (status questions are answered at once, print data wait in a buffer), a paper roll measured in dots,
a knife, a cover, a head that gets hot, and every fault of ``docs/printing.md`` on command.
"""

from printers.emulator.machine import Machine
from printers.emulator.traits import Traits

__all__ = ["Machine", "Traits"]
