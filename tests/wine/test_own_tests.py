"""The project's own tests under wine: of each kind one file by turns, day by day; all with ``./run wine --all``."""

import os
import re
import time

import pytest

from tests.wine import bed

KINDS = {
    "command line": ["tests/cli/test_*.py"],
    "domain": ["tests/domain/**/test_*.py"],
    "store": ["tests/store/test_*.py", "tests/store/acts/**/test_*.py", "tests/store/questions/**/test_*.py"],
    "file": ["tests/store/sqlite/**/test_*.py", "tests/store/record/**/test_*.py"],
    "spool and leases": ["tests/store/offline/**/test_*.py", "tests/store/printing/**/test_*.py"],
    "printing": ["tests/printers/**/test_*.py"],
}


def chosen() -> list[str]:
    """The files of today, or all."""
    found: list[str] = []
    for patterns in KINDS.values():
        files = sorted({str(path.relative_to(bed.ROOT)) for pattern in patterns for path in bed.ROOT.glob(pattern)})
        found += files if os.environ.get("ANTREAN_WINE_ALL") else [files[int(time.time() // 86400) % len(files)]]
    return found


@pytest.mark.parametrize("file", chosen())
def test_they_pass_under_wine(file: str) -> None:
    line = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "--timeout=0", file]
    done = bed.run(line, {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}, seconds=1500)
    told = re.findall(r"^.*\b(?:passed|failed|skipped|error)\b.*$", done.stdout, re.MULTILINE)
    assert done.returncode in (0, 5), f"under wine: {done.stdout[-6000:]}{done.stderr[-1000:]}"
    print(f"under wine: {file}: {told[-1] if told else 'nothing to run'}")  # noqa: T201
