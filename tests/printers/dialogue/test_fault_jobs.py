"""The fault cases 16 to 24: killed programs, several printers and kiosks, disks, clocks, rolls.

Each through a real pty or socket: the job's fate, the paper, what people read.
The numbers are those of the list in docs/printing.md.
"""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.models.model import Answer, model
from printers.paper.render import Rendered, render
from shared.clock import machine_clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import Asked, JobState
from tests.helpers.printing.fault_cases import ALL, CLEAN, CONFIRMED, REPLACED, UNKNOWN, stalled
from tests.helpers.printing.print_rig import EPSON, Rig, labels_of, pace, traits
from tests.helpers.printing.print_world import paper

TOGETHER = True


# --- 16 killed --------------------------------------------------------------------------------------------------------

KILLED = """
import os, sys
from pathlib import Path
from shared.store.printing import jobs; from shared.store.printing import stores as print_places
from tests.helpers.printing import print_rig; from tests.helpers.printing import print_world
from printers.queue.service import PrintService; from printers.queue.printer_setup import PrinterSetup
from shared.clock import machine_clock
state, link, folder = sys.argv[1:]
kept = jobs.Jobs(None, print_places.LocalPrintJobStore(Path(folder) / "jobs.db"), "K1", machine_clock)
move = kept.move
def deadly(job, to, **facts):
    if to == state and state == "confirmed":
        os._exit(9)
    moved = move(job, to, **facts)
    if to == state:
        os._exit(9)
    return moved
kept.move = deadly
setup = PrinterSetup("P1", link, print_rig.EPSON, render="native")
PrintService(kept, [setup], machine_clock, pace=print_rig.pace()).print_ticket(print_world.paper(1)).wait(60)
"""


@pytest.mark.parametrize("state", ["sending", "sent", "confirmed"])
def test_16_killed_at_any_moment_the_job_gets_a_stated_fate_and_is_not_printed_again(tmp_path: Path, state: str):
    with Rig(tmp_path, "pty") as rig:
        rig.service.close()
        script = [sys.executable, "-c", KILLED, state, rig.links[0], str(tmp_path)]
        assert subprocess.run(script, check=False, timeout=60).returncode == 9
        before = list(rig.jobs.of_ticket(paper(1).ticket))
        assert [job.state for job in before] == ["sent" if state == "confirmed" else state]
        rig.service = rig.start()
        assert rig.eventually(lambda: rig.job(1).state is UNKNOWN)
        assert rig.job(1).reason == "restart"
        again = rig.print(1)
        assert again.wait(60) is UNKNOWN  # told, not printed a second time
        assert rig.fate(2) is CONFIRMED
        assert rig.labels().count("AB-001") == (0 if state == "sending" else 1)
        assert labels_of(rig.pieces()[-1].texts) == ["AB-002"]


# --- 17, 18 two of them -----------------------------------------------------------------------------------------------


def test_17_failover_and_back_with_the_old_ticket_kept_from_strangers(tmp_path: Path):
    with Rig(tmp_path, "pty", "pty", traits=traits(answers=ALL - {Answer.CLEAR})) as rig:
        assert rig.connected()
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is CONFIRMED
        assert rig.labels(2) == ["AB-001 copy 2"]
        assert rig.job(1).state is REPLACED
        assert rig.eventually(lambda: rig.view(1).quarantined)
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.labels(1) == ["AB-001"])  # the old ticket: staff were told to throw it away
        assert rig.fate(2) is CONFIRMED
        assert rig.labels(2) == ["AB-001 copy 2", "AB-002"]  # still not on the quarantined one
        assert rig.ready(1)
        assert rig.fate(3) is CONFIRMED
        assert rig.labels(1)[-1] == "AB-003"


def test_17_a_printer_that_can_be_emptied_prints_no_old_ticket(tmp_path: Path):
    with Rig(tmp_path, "pty", "pty") as rig:
        assert rig.connected()
        rig.fault("paper_out", after_dots=10)
        assert rig.fate(1) is CONFIRMED
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.view(1).trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert "AB-001" not in rig.labels(1)
        assert sorted(rig.labels(1) + rig.labels(2)) == ["AB-001 copy 2", "AB-002"]


def test_17_both_down_the_number_stands_on_the_screen(tmp_path: Path):
    with Rig(tmp_path, "pty", "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("paper_out", printer=1)
        rig.fault("cover", printer=2, open=True)
        assert rig.eventually(lambda: None not in {view.trouble for view in rig.service.views()})
        assert rig.fate(1) is CLEAN
        rig.fault("cover", printer=2, open=False)
        assert rig.eventually(lambda: rig.view(2).trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels(2) == ["AB-002"]


def test_18_a_double_tap_prints_one_paper(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        first, second = rig.print(1), rig.print(1)
        assert first.wait(60) is CONFIRMED
        assert second.wait(60) in {CONFIRMED, UNKNOWN}
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]


def test_18_two_kiosks_share_a_network_printer_without_mixing(tmp_path: Path):
    from printers.queue.printer_setup import PrinterSetup
    from printers.queue.service import PrintService

    with Rig(tmp_path, "tcp") as rig:
        rig.service.close()
        setup = PrinterSetup("P1", rig.links[0], EPSON, render="native", shared=True)
        kiosks = [
            PrintService(
                Jobs(None, LocalPrintJobStore(tmp_path / f"K{place}.db"), f"K{place}", machine_clock),
                [setup],
                machine_clock,
                queue_seconds=60,
                pace=pace(),
            )
            for place in (1, 2)
        ]
        handles = [kiosks[number % 2].print_ticket(paper(number)) for number in range(1, 7)]
        assert [handle.wait(60) for handle in handles] == [CONFIRMED] * 6
        for kiosk in kiosks:
            kiosk.close()
        assert sorted(rig.labels()) == [f"AB-00{number}" for number in range(1, 7)]
        assert all(len(labels_of(piece.texts)) <= 1 for piece in rig.pieces())


# --- 20 to 24 ---------------------------------------------------------------------------------------------------------


class Failing(LocalPrintJobStore):
    """A disk that is full from some write on."""

    def __init__(self, path: Path, after: int) -> None:
        super().__init__(path)
        self.left = after

    def write(self, body: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise EnvironmentFault(Kind.FULL, "The disk is full.", "Make room.")
        return super().write(body)


def test_20_a_full_disk_before_the_first_byte_prints_nothing(tmp_path: Path):
    jobs = Jobs(None, Failing(tmp_path / "jobs.db", after=0), "K1", machine_clock)
    with Rig(tmp_path, "pty", jobs=jobs) as rig:
        assert rig.fate(1) is CLEAN
        assert rig.labels() == []


def test_20_a_disk_that_fills_up_while_printing_still_ends_in_a_truthful_fate(tmp_path: Path):
    place = Failing(tmp_path / "jobs.db", after=10_000)
    jobs = Jobs(None, place, "K1", machine_clock)
    with Rig(tmp_path, "pty", jobs=jobs) as rig:
        assert rig.connected()
        time.sleep(0.3)
        place.left = 2  # "queued" and "sending" still fit
        assert rig.fate(1) is CONFIRMED
        assert rig.labels() == ["AB-001"]
        assert rig.job(1).state is JobState.SENDING
        place.left = 10_000
        rig.restart()
        assert rig.eventually(lambda: rig.job(1).state is UNKNOWN)  # what the file can still say
        assert rig.fate(1) is UNKNOWN
        assert rig.labels() == ["AB-001"]


def test_21_a_clock_that_jumps_in_the_middle_changes_nothing(tmp_path: Path):
    offset = [0]
    with Rig(tmp_path, "pty", clock=lambda: Instant(machine_clock() + offset[0])) as rig:
        rig.fault("hot", seconds=8, after_dots=50)
        handle = rig.print(1)
        assert stalled(rig, Trouble.HOT)
        offset[0] = -3_600_000
        assert handle.wait(60) is CONFIRMED
        assert rig.labels() == ["AB-001"]


def test_22_a_wrong_width_shows_on_paper_and_not_as_a_fault(tmp_path: Path):
    with Rig(tmp_path, "pty", traits=traits(dots=384), render="raster") as rig:
        assert rig.fate(1) is CONFIRMED
        assert rig.pieces()[0].clipped  # what the ruler of the test page is for


def test_23_the_roll_is_counted_reset_and_overruled_by_the_sensor(tmp_path: Path):
    with Rig(tmp_path, "pty", traits=traits(near_end_sensor=False)) as rig:
        full = rig.view().tickets_left
        for number in (1, 2, 3):
            assert rig.fate(number) is CONFIRMED
        assert rig.eventually(lambda: rig.view().used_mm > 0)
        used = sum(piece.facts()["mm"] for piece in rig.pieces())
        assert rig.view().used_mm == pytest.approx(used, abs=3)
        assert rig.view().tickets_left != full
        rig.service.new_roll("P1")
        assert rig.eventually(lambda: rig.view().used_mm == 0)
        assert rig.jobs.printer("P1").used_mm == 0
        rig.fault("paper_out")
        assert rig.eventually(lambda: rig.view().tickets_left == 0)


def test_24_a_knife_that_is_not_there_leaves_whole_tickets_on_one_strip(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        rig.fault("no_cut")
        assert rig.fate(1) is CONFIRMED
        assert rig.fate(2) is CONFIRMED
        assert labels_of(rig.uncut()) == ["AB-001", "AB-002"]
        assert rig.printers[0].engine.decoder.errors == []  # the cut came at the beginning of a line


def test_24_a_cut_in_the_middle_of_a_line_is_not_obeyed_so_tickets_end_with_a_line(tmp_path: Path):
    rendered = render(paper(1), model(EPSON), "native")
    spoilt = Rendered((*rendered.pieces[:-1], b"x", rendered.pieces[-1]), rendered.mm, "native")
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        engine = rig.printers[0].engine
        engine.receive(spoilt.data, rig.printers[0].now())
        assert rig.eventually(lambda: bool(engine.decoder.errors))
        assert rig.pieces() == []


def test_staff_elsewhere_declare_a_quarantined_printer_ready(tmp_path: Path):
    with Rig(tmp_path, "tcp", traits=traits(answers=ALL - {Answer.CLEAR}), stall_seconds=3, queue_seconds=2) as rig:
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is UNKNOWN
        assert rig.eventually(lambda: rig.jobs.printer("P1").quarantined)
        rig.fault("load_paper")
        rig.jobs.release("P1")
        assert rig.eventually(lambda: not rig.view().quarantined)
        assert rig.fate(2) is CONFIRMED


def test_reprints_bear_a_mark_and_the_visitor_gets_one(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.fate(1) is CONFIRMED
        first = rig.service.reprint(paper(1), by=Asked.VISITOR).result(30)
        assert first
        assert first.wait(60) is CONFIRMED
        assert rig.service.reprint(paper(1), by=Asked.VISITOR).result(30) is None
        staff = rig.service.reprint(paper(1), by=Asked.STAFF).result(30)
        assert staff
        assert staff.wait(60) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-001 copy 2", "AB-001 copy 3"]
