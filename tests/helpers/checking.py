"""``antrean check`` of a folder: here in this process, or as the command that a person gives."""

import os
import subprocess
import sys

from shared.check import run
from shared.clock import machine_clock
from tests.helpers.machine.processes import ROOT


def checked(folder, **wishes):
    wishes.setdefault("quick", True)
    return {one.key: one for one in run.check(folder, machine_clock, run.Wishes(**wishes), print)}


def command(folder, *more, **environment):
    ended = subprocess.run(
        [sys.executable, "-m", "shared.cli", "check", "--hall", str(folder), "--quick", *more],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr
