"""The command line in this process, as a person or a program uses it: arguments in, exit code and words out."""

import contextlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared import cli

MORNING = "2026-11-23T09:00:00+08:00"
"""A Monday, in the middle of the sample halls' morning."""


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one object on standard output."""
        assert len(self.out.splitlines()) == 1, f"not one object: {self.out!r} {self.err!r}"
        return json.loads(self.out)


def antrean(*arguments: str) -> Ran:
    """Run one command line here; the environment says the hall and the clock."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(list(arguments))
    return Ran(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Terminal:
    """A terminal before one hall: every command gets ``--hall`` and ``--json``."""

    hall: Path

    def __call__(self, *arguments: str) -> Ran:
        return antrean(*arguments, "--hall", str(self.hall), "--json")

    def ok(self, *arguments: str) -> dict[str, Any]:
        """The answer of a command that has to succeed."""
        ran = self(*arguments)
        assert ran.code == 0, f"{arguments}: {ran.out} {ran.err}"
        return ran.answer

    def many(self, *lines: Sequence[str]) -> list[dict[str, Any]]:
        return [self.ok(*line) for line in lines]
