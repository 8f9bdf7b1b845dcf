import pytest

from printers.dialogue.condition import Trouble
from printers.dialogue.printer_status import EXITS, PrinterState
from shared.store.record.job_rows import JobState
from shared.text.printer_words import paper_words, staff_words, visitor_words

FATES = sorted(set(JobState) - {JobState.QUEUED, JobState.SENDING, JobState.SENT})


@pytest.mark.parametrize("word", [*Trouble, *PrinterState])
def test_staff_read_what_to_do_about_every_state_of_a_printer(word: Trouble | PrinterState) -> None:
    assert word in EXITS
    assert all(staff_words(word)[lang].endswith(".") for lang in ("id", "en"))


@pytest.mark.parametrize("fate", FATES)
def test_a_visitor_reads_how_every_paper_ended(fate: JobState) -> None:
    assert set(paper_words(fate, None, 1)) == {"id", "en"}


def test_a_visitor_reads_what_keeps_a_paper_on_its_way() -> None:
    assert paper_words(None, Trouble.PAPER_OUT, 1) == visitor_words(Trouble.PAPER_OUT) != visitor_words(Trouble.COVER)
    assert paper_words(JobState.CONFIRMED, None, 2)["en"].endswith("marked COPY.")
