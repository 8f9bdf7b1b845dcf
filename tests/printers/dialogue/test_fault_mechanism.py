"""The fault cases 1 to 6: paper, cover, knife, head.

Each through a real pty or socket: the job's fate, the paper, what people read.
The numbers are those of the list in docs/printing.md.
"""

import time
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.models.model import Answer
from tests.helpers.printing.fault_cases import (
    ALL,
    CLEAN,
    CONFIRMED,
    LINKS,
    MAYBE,
    PAPER_OUT,
    REPLACED,
    SCREEN,
    TAKE,
    UNKNOWN,
    stalled,
)
from tests.helpers.printing.print_rig import Rig, labels_of, traits
from tests.helpers.printing.print_world import paper

TOGETHER = True


# --- 1 paper end ------------------------------------------------------------------------------------------------------


def test_1_paper_out_before_a_ticket_leaves_nothing_on_paper_and_tells_visitor_and_staff(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("paper_out")
        assert rig.eventually(lambda: rig.view().trouble is Trouble.PAPER_OUT)
        assert rig.fate(1) is CLEAN
        assert rig.sentences()[-1] == SCREEN
        assert rig.labels() == []
        assert rig.view().left_mm == 0  # the sensor wins over the count
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-002"]


@pytest.mark.parametrize("when", [{"after_dots": 5}, {"after_dots": 150}, {"at_cut": True}])
@LINKS
def test_1_paper_out_in_the_middle_waits_for_the_new_roll_and_prints_one_ticket(
    tmp_path: Path, kind: str, when: dict[str, Any]
):
    with Rig(tmp_path, kind, render="raster" if kind == "tcp" else "native") as rig:
        rig.fault("paper_out", **when)
        handle = rig.print(paper(1, show=("number", "date")))
        assert stalled(rig, Trouble.PAPER_OUT)
        assert handle.fate is None
        assert PAPER_OUT in rig.sentences()
        rig.fault("load_paper")
        assert handle.wait(60) is CONFIRMED
        assert rig.told[-1].sentence["en"] == TAKE
        assert len(rig.pieces()) == 1


def test_1_a_printer_that_forgets_its_buffer_at_paper_end_never_confirms(tmp_path: Path):
    with Rig(tmp_path, "pty", traits=traits(on_paper_end="clear")) as rig:
        rig.fault("paper_out", after_dots=120)
        handle = rig.print(1)
        assert stalled(rig, Trouble.PAPER_OUT)
        rig.fault("load_paper")
        assert handle.wait(60) is UNKNOWN
        assert rig.told[-1].sentence["en"] == MAYBE
        assert rig.fate(2) is CONFIRMED
        assert rig.labels()[-1] == "AB-002"
        assert "AB-002" not in labels_of(rig.pieces()[0].texts)  # the spoilt piece is parted from the next ticket


def test_1_nobody_loads_paper_the_ticket_is_given_up_and_the_printer_is_kept_out_of_use(tmp_path: Path):
    with Rig(tmp_path, "tcp", traits=traits(answers=ALL - {Answer.CLEAR}), stall_seconds=4, queue_seconds=2) as rig:
        rig.fault("paper_out", after_dots=100)
        assert rig.fate(1) is UNKNOWN
        assert rig.view().trouble is Trouble.QUARANTINED
        assert "THROW AWAY" in (rig.view().sentence or {})["en"]
        assert rig.fate(2) is CLEAN  # an old ticket must not come out in front of it
        rig.fault("load_paper")
        assert rig.eventually(lambda: rig.labels() == ["AB-001"])  # this is the one that staff throw away
        assert rig.ready()
        assert rig.fate(3) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-003"]


def test_1_paper_out_just_after_a_ticket_does_not_touch_its_fate(tmp_path: Path):
    with Rig(tmp_path, "pty", queue_seconds=2) as rig:
        assert rig.fate(1) is CONFIRMED
        rig.fault("paper_out")
        assert rig.fate(2) is CLEAN
        assert rig.labels() == ["AB-001"]


# --- 2 to 6 the mechanism ---------------------------------------------------------------------------------------------


def test_2_a_flapping_near_end_sensor_warns_and_prints_on(tmp_path: Path):
    with Rig(tmp_path, "pty") as rig:
        assert rig.connected()
        rig.fault("near_end", flap=0.2)
        assert rig.fate(1) is CONFIRMED
        time.sleep(1)
        rig.fault("near_end", on=True)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.NEAR_END)
        assert rig.fate(2) is CONFIRMED
        assert rig.labels() == ["AB-001", "AB-002"]


def test_3_an_open_cover_is_seen_idle_and_while_printing(tmp_path: Path):
    with Rig(tmp_path, "tcp", queue_seconds=2) as rig:
        assert rig.connected()
        rig.fault("cover", open=True)
        assert rig.eventually(lambda: rig.view().trouble is Trouble.COVER)
        assert rig.fate(1) is CLEAN
        rig.fault("cover", open=False)
        assert rig.eventually(lambda: rig.view().trouble is None)
        rig.fault("cover", open=True, after_dots=100)
        rig.told.clear()
        handle = rig.print(2)
        assert stalled(rig, Trouble.COVER)
        rig.fault("cover", open=False)
        assert handle.wait(60) is CONFIRMED
        assert rig.labels() == ["AB-002"]


@pytest.mark.parametrize("recovery", ["enquiry", "power"])
def test_4_a_jammed_knife_is_unknown_until_staff_have_looked(tmp_path: Path, recovery: str):
    with Rig(tmp_path, "pty", stall_seconds=3) as rig:
        rig.fault("cutter_jam")
        handle = rig.print(1)
        assert stalled(rig, Trouble.CUTTER)
        assert handle.wait(60) is UNKNOWN
        assert rig.eventually(lambda: rig.view().condition.cutter)
        assert "AB-001" in rig.uncut()  # it hangs in the printer: not for the next visitor
        if recovery == "power":
            rig.fault("power_cycle", seconds=0.5)
            assert rig.eventually(lambda: rig.view().condition.connected and not rig.view().condition.cutter)
        rig.service.ready("P1")
        assert rig.eventually(lambda: rig.view().trouble is None)
        assert rig.fate(2) is CONFIRMED
        assert labels_of(rig.pieces()[-1].texts) == ["AB-002"]


def test_5_a_fatal_error_moves_the_ticket_to_the_other_printer_with_a_copy_mark(tmp_path: Path):
    with Rig(tmp_path, "pty", "tcp") as rig:
        assert rig.connected()
        rig.fault("fatal", after_dots=60)
        assert rig.fate(1) is CONFIRMED
        assert rig.job(1).state is REPLACED
        assert rig.job(1, copy=2).printer == "P2"
        assert rig.labels(2) == ["AB-001 copy 2"]
        assert rig.told[-1].sentence["en"] == "Please take your ticket, the one marked COPY."
        assert rig.eventually(lambda: rig.view(1).trouble in {Trouble.FATAL, Trouble.QUARANTINED})


def test_6_a_hot_head_pauses_and_goes_on(tmp_path: Path):
    with Rig(tmp_path, "pty", stall_seconds=60) as rig:
        rig.fault("hot", seconds=9, after_dots=60)
        handle = rig.print(1)
        assert stalled(rig, Trouble.HOT)
        assert handle.wait(60) is CONFIRMED
        assert rig.labels() == ["AB-001"]
