"""What a visitor reads while the share is gone, and of the paper, by real touches on the real screen."""

import pytest

from kiosk.paper_words import Paper, PaperState
from kiosk.printing import paper_state
from printers.queue.job_handle import Progress
from shared.faults import EnvironmentFault, Kind
from shared.store.live.share_state import share_state
from shared.store.record.job_rows import JobState
from tests.helpers.hall import MORNING
from tests.helpers.screens.kiosk import Stage

# ----- the share


def test_a_share_that_is_gone_is_said_plainly(stage: Stage) -> None:
    stage.model.share_told(share_state(False, Kind.GONE, MORNING))
    stage.settle()
    assert "belum dapat diambil" in stage.words("notice")
    assert "petugas" in stage.words("remedy")
    stage.model.share_told(share_state(True, None, MORNING))
    stage.settle()
    assert "agency:AB" in stage.names()


def test_a_kiosk_with_numbers_of_its_own_goes_on(stage: Stage) -> None:
    stage.desk.spool = True
    stage.model.share_told(share_state(False, Kind.GONE, MORNING))
    stage.settle()
    assert "tetap dapat diambil" in stage.words("going_on")
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert stage.words("number") == "AB-001"
    assert "tetap berlaku" in stage.words("unsettled")


def test_a_press_that_fails_is_tried_again_under_the_same_request(stage: Stage) -> None:
    stage.desk.broken = EnvironmentFault(Kind.SLOW, "The share is slow.")
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert stage.words("sentence") == "Data antrean sedang tidak terjangkau."
    stage.desk.broken = None
    stage.touch("again")
    assert stage.words("number") == "AB-001"
    first, second = (request for request, _ in stage.desk.requests)
    assert first == second


def test_another_visitor_has_another_request(stage: Stage) -> None:
    for label in ("AB-001", "AB-002"):
        stage.touch("popular:AB.1")
        stage.touch("take")
        assert stage.words("number") == label
        stage.touch("home")
    first, second = (request for request, _ in stage.desk.requests)
    assert first != second


# ----- the paper


def test_the_visitor_is_told_the_truth_about_the_paper(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    issued = stage.model.ticket.issued
    assert issued is not None
    assert "dicetak" in stage.words("paper")
    assert "reprint" not in stage.names()
    for paper, says in (
        (Paper.STALLED, "berhenti"),
        (Paper.ELSEWHERE, "sebelah"),
        (Paper.FAILED, "tidak dapat dicetak"),
        (Paper.UNKNOWN, "Apakah tiket keluar"),
        (Paper.PRINTED, "ambil tiket"),
    ):
        stage.printing.told.emit(issued.ticket, PaperState(paper))
        stage.settle()
        assert says in stage.words("paper")
        assert stage.words("number") == "AB-001"
    stage.printing.told.emit(issued.ticket + 1, PaperState(Paper.FAILED))
    assert stage.model.ticket.paper == "printed"


def test_no_ticket_came_out_is_asked_for_once(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    issued = stage.model.ticket.issued
    assert issued is not None
    stage.printing.told.emit(issued.ticket, PaperState(Paper.PRINTED, again=True))
    stage.settle()
    stage.touch("reprint")
    stage.model.reprint()
    assert stage.printing.copies == ["AB-001"]
    assert "reprint" not in stage.names()


@pytest.mark.parametrize(("lang", "truth", "button"), [
    ("id", "Tiket mungkin sudah keluar. Bila tidak, sentuh “Tiket tidak keluar”.", "Tiket tidak keluar"),
    ("en", "A ticket may have come out. If not, touch “No ticket came out”.", "No ticket came out"),
])  # fmt: skip
def test_of_a_paper_that_nobody_knows_of_the_visitor_reads_so_and_finds_the_button(
    stage: Stage, lang: str, truth: str, button: str
) -> None:
    stage.language.use(lang)
    stage.touch("popular:AB.1")
    stage.touch("take")
    issued = stage.model.ticket.issued
    assert issued is not None
    told = Progress(JobState.UNKNOWN, JobState.UNKNOWN, "P1", 1, None, {})
    stage.printing.told.emit(issued.ticket, paper_state(told, "P1", True))
    stage.settle()
    assert truth in stage.words("advice")
    assert stage.words("reprint") == button
    stage.touch("reprint")
    assert stage.printing.copies == ["AB-001"]
