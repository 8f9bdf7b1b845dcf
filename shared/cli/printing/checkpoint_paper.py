"""The audit's checkpoint on paper: by the command that names a printer, and by closing the day on the hall's own."""

from printers.paper.checkpoint_slip import slip
from shared.cli.common import Reply
from shared.cli.printing.printer_target import PrinterTarget, of_the_hall
from shared.cli.printing.printer_try import print_page
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import Fault
from shared.store.checkpoints import Checkpoint
from shared.store.engine import Engine
from shared.text.dates import clock_words, date_words
from shared.text.languages import FIRST, pick


def printed_slip(at: PrinterTarget, hall: Hall, now: Instant, end: Checkpoint) -> Reply:
    """The slip on that printer, and what became of it. EnvironmentFault where a running kiosk holds it."""
    at.must_be_free()
    moment = calendar.local(hall, now)
    when = f"{date_words(moment.date(), FIRST)} {clock_words(moment, FIRST)}"
    page = slip(at.model, pick(hall.hall.name, FIRST), when, end.sequence, end.words)
    return print_page(at, at.model, page, "checkpoint")


def printed_by_closing(file: Engine, end: Checkpoint) -> Reply | None:
    """The same on the printer that the hall's data name for it, if any. The day is closed whatever becomes of it."""
    with file.reading() as db:
        hall = file.hall(db)
    code = hall.rules.records.checkpoint_printer
    if not code:
        return None
    try:
        return printed_slip(of_the_hall(file, hall, code), hall, file.clock(), end)
    except Fault as fault:
        said = {"fault": "device", "sentence": fault.sentence, "remedy": fault.remedy}
        return Reply({"printer": code, **said}, [fault.sentence, f"  {fault.remedy}"])
