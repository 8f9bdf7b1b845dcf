"""What every package asks of the sources it is made from."""

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def version() -> str:
    """As pyproject.toml has it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def epoch() -> str:
    """The time stamp of everything in a package, so that the same sources give the same bytes.

    It is the time of the last commit, a fixed one without git, or what ``SOURCE_DATE_EPOCH`` says; from then on that
    says it to every tool that is started.
    """
    asked = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return os.environ.setdefault("SOURCE_DATE_EPOCH", asked.stdout.strip() or "1767225600")
