"""The project's own tests under wine: a third of each kind by turns, day by day; all with ``./run wine --all``.

Each test decides by its name in which third it is, as with ``--part`` anywhere. ``ANTREAN_WINE_PART=2`` runs the
second, whatever day it is.
"""

import os
import re
import time

import pytest

from tests.wine import bed


def _files(pattern: str) -> list[str]:
    return sorted(path.relative_to(bed.ROOT).as_posix() for path in bed.ROOT.glob(pattern))


KINDS = {
    "domain": ["tests/domain"],
    "acts": ["tests/store/acts"],
    "questions and record": ["tests/store/questions", "tests/store/record", *_files("tests/store/test_*.py")],
    "spool, leases and feed": ["tests/store/offline", "tests/store/live"],
    "file": ["tests/store/sqlite"],
    "printing": ["tests/printers"],
    "command line": ["tests/cli", "tests/reports/test_side_by_side.py"],
}
PARTS = 3
ALL = bool(os.environ.get("ANTREAN_WINE_ALL"))
PART = os.environ.get("ANTREAN_WINE_PART") or int(time.time() // 86400) % PARTS + 1


@pytest.mark.parametrize("kind", KINDS)
def test_they_pass_under_wine(kind: str) -> None:
    part = [] if ALL else ["--part", f"{PART}/{PARTS}"]
    line = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "--timeout=0", *part, *KINDS[kind]]
    done = bed.run(line, {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}, seconds=1500)
    told = re.findall(r"^.*\b(?:passed|failed|skipped|error)\b.*$", done.stdout, re.MULTILINE)
    assert done.returncode == 0, f"under wine: {done.stdout[-6000:]}{done.stderr[-1000:]}"
    print(f"under wine: {kind}: {told[-1]}")  # noqa: T201
