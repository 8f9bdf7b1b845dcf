"""The lock among a PC's programs is real under wine: two programs of one kiosk never lease or give the same number."""

import itertools
import json
from collections import Counter

from shared.clock import clock_from, parse_instant
from shared.store.sqlite.connection import HallFile
from tests.helpers.cli import MORNING
from tests.wine import bed
from tests.wine.hall import around, make


def test_two_programs_of_one_kiosk_lease_apart(tmp_path):
    hall = make(tmp_path)
    more = around(hall, tmp_path / "local")
    (tmp_path / "local").mkdir()
    line = ["-m", "tests.wine.leaser", bed.windows(hall), bed.windows(tmp_path / "local"), "40"]
    both = [bed.start(line, more) for _ in range(2)]
    told = [process.communicate(timeout=1200) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    given = [label for said, _ in told for label in json.loads(said.splitlines()[-1])]
    assert len(given) > 40, given
    assert [label for label, times in Counter(given).items() if times > 1] == []
    with HallFile.open(hall, device="after", clock=clock_from(parse_instant(MORNING))) as file, file.reading() as db:
        blocks = sorted(tuple(row) for row in db.execute("SELECT first, last FROM leases WHERE prefix = 'AB'"))
        spools = db.execute("SELECT count(DISTINCT spool) FROM leases").fetchone()[0]
    assert all(before[1] < after[0] for before, after in itertools.pairwise(blocks)), blocks
    assert spools == 1
