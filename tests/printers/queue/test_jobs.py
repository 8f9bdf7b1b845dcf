"""Print jobs in the hall's file and on this PC: never the same paper twice, states that only go forward."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from printers.queue.hall_access import jobs_for
from shared import samples
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.printing.jobs import Jobs, new_job
from shared.store.printing.stores import HallPlace, LocalPrintJobStore
from shared.store.record.events import What, events_after
from shared.store.record.job_rows import FATES, MOVES, Asked, Job, JobState, put
from shared.store.sqlite import create, schema
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.migrations import statements
from tests.helpers.hall import StandingClock

TICKET, LABEL = 12754467300012, "AB-012"
Q, SENDING, SENT = JobState.QUEUED, JobState.SENDING, JobState.SENT


class Share:
    """Runs operations on a real hall file, while the share is there."""

    def __init__(self, file: HallFile) -> None:
        self.file = file
        self.gone = False

    def __call__(self, operation: Any) -> Any:
        if self.gone:
            raise EnvironmentFault(Kind.GONE, "The share is gone.", "")
        return operation(self.file)


@pytest.fixture
def share(tmp_path: Path):
    clock = StandingClock()
    create.create(tmp_path / "hall", samples.load("sungai-rindang"), clock)
    file = HallFile.open(tmp_path / "hall", device="K1", clock=clock)
    yield Share(file)
    file.close()


@pytest.fixture
def kept(share: Share, tmp_path: Path) -> Jobs:
    return Jobs(HallPlace(share, "K1"), LocalPrintJobStore(tmp_path / "jobs.db"), "K1", share.file.clock)


def finish(kept: Jobs, job: Job, fate: JobState = JobState.CONFIRMED) -> Job:
    job = kept.move(job, SENDING, printer="P1", paper_mm=100.0)
    return kept.move(kept.move(job, SENT, bytes_handed=300), fate, reason="marker")


def claimed(kept: Jobs, copy: int = 1, asked: Asked = Asked.ISSUE) -> Job:
    job = kept.claim(TICKET, LABEL, copy, asked)
    assert job
    return job


def events(share: Share, what: What) -> list[Any]:
    with share.file.reading() as db:
        return [event for event in events_after(db, 0) if event.what is what]


def test_a_job_goes_its_way_and_the_hall_hears_of_its_fate(kept: Jobs, share: Share):
    finish(kept, claimed(kept))
    (job,) = kept.of_ticket(TICKET)
    assert (job.state, job.printer, job.bytes_handed, job.device) == (JobState.CONFIRMED, "P1", 300, "K1")
    (event,) = events(share, What.PRINT_FATE)
    assert (event.ticket, event.label, event.data["fate"], event.data["printer"]) == (TICKET, LABEL, "confirmed", "P1")
    assert kept.printer("P1").used_mm == 100.0
    assert kept.printer("P1").tickets == 1


def test_the_same_paper_is_claimed_once(kept: Jobs):
    job = claimed(kept)
    assert kept.claim(TICKET, LABEL, 1, Asked.ISSUE) is None
    finish(kept, job)
    assert kept.claim(TICKET, LABEL, 1, Asked.STAFF) is None
    assert kept.next_copy(TICKET) == 2
    assert claimed(kept, 2, Asked.VISITOR).copy == 2
    assert kept.reprints(TICKET) == 1


def test_a_paper_of_which_nothing_left_us_may_be_tried_again(kept: Jobs):
    kept.move(claimed(kept), JobState.FAILED_CLEAN, reason="not_connected")
    again = claimed(kept)
    assert again.attempt == 2
    assert kept.next_copy(TICKET) == 2


@pytest.mark.parametrize("state", [JobState.UNKNOWN, JobState.UNVERIFIED, JobState.REPLACED])
def test_an_uncertain_paper_is_never_tried_again_as_the_same(kept: Jobs, state: JobState):
    job = kept.move(claimed(kept), SENDING, printer="P1")
    job = (
        kept.move(job, JobState.UNKNOWN) if state is not JobState.UNVERIFIED else kept.move(kept.move(job, SENT), state)
    )
    if state is JobState.REPLACED:
        kept.move(job, state)
    assert kept.claim(TICKET, LABEL, 1, Asked.ISSUE) is None


def test_illegal_moves_are_bugs_and_legal_ones_lead_to_a_fate(kept: Jobs):
    job = claimed(kept)
    for state in JobState:
        if state not in MOVES[Q]:
            with pytest.raises(ValueError, match="cannot go"):
                job.moved(state, kept.now())
    assert {target for targets in MOVES.values() for target in targets} - {Q, SENDING, SENT} <= FATES


def test_a_late_write_of_an_earlier_state_changes_nothing(kept: Jobs, share: Share):
    sending = kept.move(claimed(kept), SENDING, printer="P1")
    kept.move(sending, JobState.UNKNOWN, reason="eof")
    with share.file.writing() as db:
        assert not put(db, sending)
    assert kept.of_ticket(TICKET)[0].state is JobState.UNKNOWN


def test_after_a_restart_every_job_has_a_stated_fate(kept: Jobs):
    claimed(kept)
    kept.move(claimed(kept, 2), SENDING, printer="P1")
    kept.move(kept.move(claimed(kept, 3), SENDING, printer="P1"), SENT)
    ended = kept.recover()
    assert [(job.copy, job.state) for job in ended] == [
        (1, JobState.FAILED_CLEAN),
        (2, JobState.UNKNOWN),
        (3, JobState.UNKNOWN),
    ]
    assert kept.recover() == ()


def test_another_devices_jobs_are_left_alone_and_young_ones_too(kept: Jobs, share: Share, tmp_path: Path):
    claimed(kept)
    other = Jobs(HallPlace(share, "K2"), LocalPrintJobStore(tmp_path / "other.db"), "K2", share.file.clock)
    assert other.recover() == ()
    assert kept.recover(older_than_ms=120_000) == ()
    share.file.clock.advance(minutes=3)  # type: ignore[attr-defined]
    assert len(kept.recover(older_than_ms=120_000)) == 1


@pytest.mark.parametrize("lost_at", [Q, SENDING, SENT, JobState.CONFIRMED])
def test_without_the_share_jobs_go_on_here_and_settle_when_it_is_back(kept: Jobs, share: Share, lost_at: JobState):
    share.gone = lost_at is Q
    job = claimed(kept)
    for state in (SENDING, SENT, JobState.CONFIRMED):
        share.gone = share.gone or state is lost_at
        job = kept.move(job, state, printer="P1", paper_mm=100.0)
    assert kept.claim(TICKET, LABEL, 1, Asked.ISSUE) is None  # known here, though the share is not
    share.gone = False
    assert kept.settle() > 0
    assert [job.state for job in kept.of_ticket(TICKET)] == [JobState.CONFIRMED]
    assert len(events(share, What.PRINT_FATE)) == 1
    assert kept.printer("P1").used_mm == 100.0
    assert kept.settle() == 0


class CutAfter:
    """The link breaks right after the hall's file took a write: done, and nobody knows."""

    def __init__(self, share: Share) -> None:
        self.share = share
        self.cut = False

    def __call__(self, operation: Any) -> Any:
        answer = self.share(operation)
        if self.cut:
            raise hall_faults.half_commit(Kind.GONE)
        return answer


def all_kinds(kept: Jobs) -> None:
    """One of each thing that is kept of printing."""
    finish(kept, claimed(kept))
    kept.health("P1", "paper_out", quarantined=True, data={})
    kept.release("P1")
    kept.new_roll("P1")
    kept.count_paper("P1", 50.0)
    kept.save_probe("P1", ["gsr"], "EPSON TM", "usb:1")


@pytest.mark.parametrize("cut_while", ["keeping", "settling"])
def test_what_the_hall_got_just_before_the_link_broke_counts_once(share: Share, tmp_path: Path, cut_while: str):
    link = CutAfter(share)
    kept = Jobs(HallPlace(link, "K1"), LocalPrintJobStore(tmp_path / "jobs.db"), "K1", share.file.clock)
    link.cut = cut_while == "keeping"
    share.gone = cut_while == "settling"
    all_kinds(kept)
    share.gone, link.cut = False, cut_while == "settling"
    kept.settle()
    link.cut = False
    while kept.unsettled:
        kept.settle()
    (job,) = kept.of_ticket(TICKET)
    assert job.state is JobState.CONFIRMED
    assert [event.data["fate"] for event in events(share, What.PRINT_FATE)] == ["confirmed"]
    assert [event.data.get("ready", False) for event in events(share, What.PRINTER_HEALTH)] == [False, True]
    record = kept.printer("P1")
    assert (record.used_mm, record.tickets, record.total_mm, record.cuts) == (50.0, 1, 150.0, 2)
    assert record.answers == ("gsr",)
    assert not record.quarantined


def test_what_waits_is_settled_though_the_last_write_reached_the_hall_and_after_a_restart(
    kept: Jobs, share: Share, tmp_path: Path
):
    share.gone = True
    finish(kept, claimed(kept))
    share.gone = False
    finish(kept, claimed(kept, 2))
    again = Jobs(HallPlace(share, "K1"), LocalPrintJobStore(tmp_path / "jobs.db"), "K1", share.file.clock)
    assert again.settle() > 0
    assert [job.state for job in again.of_ticket(TICKET)] == [JobState.CONFIRMED] * 2
    assert len(events(share, What.PRINT_FATE)) == 2
    assert again.printer("P1").used_mm == 200.0


def test_a_paper_tried_in_vain_before_the_share_went_keeps_its_own_row(kept: Jobs, share: Share):
    kept.move(claimed(kept), JobState.FAILED_CLEAN, reason="not_connected")
    share.gone = True
    finish(kept, claimed(kept))
    share.gone = False
    kept.settle()
    assert [(job.attempt, job.state) for job in kept.of_ticket(TICKET)] == [
        (1, JobState.FAILED_CLEAN),
        (2, JobState.CONFIRMED),
    ]
    assert len(events(share, What.PRINT_FATE)) == 2


def test_a_long_outage_is_settled_whole(kept: Jobs, share: Share):
    share.gone = True
    for copy in range(1, 40):
        finish(kept, claimed(kept, copy))
    share.gone = False
    assert kept.settle() == 39 * 4
    assert len(kept.of_ticket(TICKET)) == 39
    assert not kept.unsettled


def test_health_is_an_event_and_a_row(kept: Jobs, share: Share):
    kept.health("P1", "paper_out", quarantined=True, data={"paper_out": True})
    (event,) = events(share, What.PRINTER_HEALTH)
    assert (event.reason, event.data) == ("paper_out", {"printer": "P1", "paper_out": True})
    assert kept.printer("P1").quarantined
    assert kept.printer("P1").trouble == "paper_out"


def test_a_new_roll_counts_from_zero_and_the_total_stays(kept: Jobs):
    finish(kept, claimed(kept))
    kept.new_roll("P1")
    record = kept.printer("P1")
    assert (record.used_mm, record.tickets, record.total_mm, record.cuts) == (0, 0, 100.0, 1)


def test_a_probe_is_kept_for_its_link(kept: Jobs):
    kept.save_probe("P1", ["gsr", "eot"], "EPSON TM", "usb:/dev/usb/lp0")
    record = kept.printer("P1")
    assert record.answers == ("eot", "gsr")
    assert record.probed_link == "usb:/dev/usb/lp0"


def test_this_pcs_own_file_that_cannot_be_written_is_a_plain_fault(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    kept = Jobs(None, LocalPrintJobStore(tmp_path / "file" / "jobs.db"), "K1", StandingClock())
    with pytest.raises(EnvironmentFault, match="This PC's own file"):
        kept.claim(TICKET, LABEL, 1, Asked.ISSUE)


def test_two_halls_on_one_pc_keep_their_papers_apart(share: Share, tmp_path: Path):
    """Their tickets bear the same numbers: what waits of one is not the other's, and blocks none of its papers."""
    create.create(tmp_path / "other", samples.load("sungai-rindang"), share.file.clock)
    with HallFile.open(tmp_path / "other", device="K1", clock=share.file.clock) as file:
        other = Share(file)
        for one in (share, other):
            one.gone, one.folder = True, one.file.folder
        here, there = (jobs_for(one, "K1", share.file.clock, tmp_path / "local") for one in (share, other))
        finish(here, claimed(here))
        other.gone = False
        assert there.settle() == 0
        assert events(other, What.PRINT_FATE) == []
        assert there.claim(TICKET, LABEL, 1, Asked.ISSUE) is not None
    share.gone = False
    assert here.settle() > 0
    assert len(events(share, What.PRINT_FATE)) == 1


def test_what_a_printer_holds_is_in_the_file_from_the_first_byte_until_it_is_out(kept: Jobs):
    assert not kept.holds("P1")
    job = kept.move(claimed(kept), SENDING, printer="P1")
    assert kept.holds("P1")
    assert not kept.holds("P2")
    kept.move(job, JobState.UNKNOWN, reason="eof")
    second = kept.move(claimed(kept, 2), SENDING, printer="P1")
    kept.move(second, JobState.FAILED_CLEAN, reason="quarantined")
    assert kept.holds("P1")  # the first one's part is still there
    kept.emptied("P1")
    assert not kept.holds("P1")
    finish(kept, claimed(kept, 3))
    assert not kept.holds("P1")


@pytest.mark.parametrize("back", [False, True])
def test_what_a_printer_holds_is_known_while_the_share_is_gone_and_after(kept: Jobs, share: Share, back: bool):
    share.gone = True
    job = kept.move(claimed(kept), SENDING, printer="P1")
    kept.move(job, JobState.UNKNOWN, reason="unplugged")
    share.gone = not back
    if back:
        kept.settle()
    assert kept.holds("P1")
    kept.emptied("P1")
    assert not kept.holds("P1")


def test_a_confirmed_ticket_proves_that_nothing_older_stands_before_it(kept: Jobs):
    kept.left("P1", "a technician's ticket")
    assert kept.holds("P1")
    finish(kept, claimed(kept))
    assert not kept.holds("P1")


def test_an_unknown_paper_may_be_confirmed_late_and_a_replaced_one_may_not(kept: Jobs):
    first = kept.move(kept.move(claimed(kept), SENDING, printer="P1"), JobState.UNKNOWN)
    assert kept.move(first, JobState.CONFIRMED, reason="late_marker").state is JobState.CONFIRMED
    assert kept.of_ticket(TICKET)[0].state is JobState.CONFIRMED
    second = kept.move(kept.move(claimed(kept, 2), SENDING, printer="P1"), JobState.UNKNOWN)
    replaced = kept.move(second, JobState.REPLACED, reason="copy 3")
    with pytest.raises(ValueError, match="cannot go"):
        kept.move(replaced, JobState.CONFIRMED)


def test_this_pcs_file_of_an_older_antrean_is_brought_forward(tmp_path: Path):
    path = tmp_path / "jobs.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements(schema.TABLES):
            if "CREATE TABLE print" in statement:
                db.execute(statement)
        db.execute("CREATE TABLE waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, deed TEXT NOT NULL) STRICT")
        db.execute("INSERT INTO printers (code, used_mm) VALUES ('P1', 120)")
    kept = Jobs(None, LocalPrintJobStore(path), "K1", StandingClock())
    assert kept.printer("P1").used_mm == 120
    assert not kept.holds("P1")


def test_of_two_programs_of_one_pc_one_prints_a_paper(tmp_path: Path):
    first, second = (LocalPrintJobStore(tmp_path / "jobs.db") for _ in range(2))
    jobs = [new_job(TICKET, LABEL, 1, Asked.ISSUE, device, StandingClock()()) for device in ("K1", "K2")]
    assert first.claim(jobs[0]) is not None
    assert second.claim(jobs[1]) is None
    assert len(first.waiting(9)) == 1, "the hall's file hears of one"


def test_the_hall_may_know_more_of_a_paper_than_this_pc(kept: Jobs, share: Share):
    share.gone = True
    job = claimed(kept)
    share.gone = False
    assert kept.settle() == 1
    finish(kept, job)
    (known,) = kept.of_ticket(TICKET)
    assert known.state is JobState.CONFIRMED
