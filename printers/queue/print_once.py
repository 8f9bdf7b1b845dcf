"""One ticket for a command: no service stays behind."""

import threading

from printers.paper.layout import paper_of
from printers.queue.hall_access import CallerRunner, jobs_for
from printers.queue.printer_setup import printers_of
from printers.queue.service import PrintService
from shared.domain.answers import Issued
from shared.store.engine import Engine
from shared.store.record.job_rows import Asked, JobState


def print_once(
    hall_file: Engine,
    issued: Issued,
    kiosk: str | None = None,
    *,
    lang: str | None = None,
    copy: int = 1,
    asked: Asked = Asked.ISSUE,
    queue_seconds: float = 4.0,
    stall_seconds: float = 15.0,
) -> str:
    """Print one ticket and wait for its fate. For commands; a kiosk keeps a :class:`PrintService`.

    Answers ``none`` (no printer is named), ``confirmed``, ``unverified``, ``unknown`` or ``failed_clean``.
    """
    with hall_file.reading() as db:
        hall = hall_file.hall(db)
    setups = printers_of(hall, kiosk)
    if not setups:
        return "none"
    run = CallerRunner(hall_file)
    jobs = jobs_for(run, kiosk or hall_file.device, hall_file.clock)
    paper = paper_of(hall, issued, lang, hall_file.clock(), folder=hall_file.folder)
    service = PrintService(
        jobs,
        setups,
        hall_file.clock,
        queue_seconds=queue_seconds,
        stall_seconds=stall_seconds,
        recover_older_ms=120_000,
    )
    try:
        handle = service.print_ticket(paper, kiosk, copy, asked=asked)
        run.serve_until(lambda: handle.fate is not None, queue_seconds + 3 * stall_seconds + 60)
    finally:
        closer = threading.Thread(target=service.close)
        closer.start()
        run.serve_until(lambda: not closer.is_alive(), 10)
    return (handle.fate or JobState.UNKNOWN).value
