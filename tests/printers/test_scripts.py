"""Random fault scripts from seeds: every ticket ends in a stated fate, and "confirmed" means whole paper.

The short form runs with all tests; the long one is
``ANTREAN_FAULT_SCRIPTS=2000 .venv/bin/python -m pytest tests/printers/test_scripts.py``.
"""

import os

import pytest

from tests.helpers.printing import print_scripts

SCRIPTS = int(os.environ.get("ANTREAN_FAULT_SCRIPTS", "100"))
BATCH = 50


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, SCRIPTS, BATCH))
def test_no_ticket_without_a_fate_and_no_confirmed_without_whole_paper(first: int):
    wrong = [words for seed in range(first, min(first + BATCH, SCRIPTS)) for words in print_scripts.play(seed)]
    assert wrong == []
