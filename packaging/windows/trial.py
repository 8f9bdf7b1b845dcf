"""`./run package windows-trial`: the installer in fresh Windows under wine, from the empty folder to a called number.

Per user and for all users: installed without a question, menu, start at log-on and version seen; set up by answers, a
number issued and called by what was installed; the three programs as windows; a newer version over the share, one that
does not start, one that is broken; an older and a newer installer; removed, and what the PC kept for its hall is still
there. Each step is counted and timed.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

import build  # noqa: E402 - the folder of this file is only known now

from tests.helpers.cli import MORNING  # noqa: E402
from tests.wine import bed  # noqa: E402
from tests.wine.screen import Screen, screen  # noqa: E402

ANSWERS = ("2", "1", "1")
"""English ..."""
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Trial:
    """One prefix of wine, as a PC."""

    def __init__(self, installer: Path, scope: str, prefix: Path, place: Path) -> None:
        self.installer, self.scope, self.prefix, self.place = installer, scope, prefix, place
        self.hall = place / "hall"
        self.steps: list[tuple[str, float]] = []
        self.kept: list[Path] = []

    def step(self, words: str, act: Callable[[], None]) -> None:
        """Do one thing and say how long it took; what fails ends the trial."""
        begun = time.monotonic()
        act()
        self.steps.append((words, time.monotonic() - begun))
        print(f"  ok  {len(self.steps):2}. {words} ({self.steps[-1][1]:.1f} s)", flush=True)

    def run(self) -> None:
        """From nothing to removed."""
        print(f"-- under wine, {self.scope}", flush=True)
        self.step("installed without a question and without a network", self.install)
        self.step("four entries in the menu, the counter starts at log-on, it says its version", self.installed)
        self.step(f"`antrean setup`: hall, counter and start at log-on, {len(ANSWERS)} answers", self.setup)
        self.step("a number is taken and called", self.first_call)
        told = sum(seconds for _, seconds in self.steps)
        print(f"      from the empty folder to the first called number: {told / 60:.1f} minutes of the PC's time")
        if self.scope == "CurrentUser":
            for program in _SCREENS:
                self.step(f"the {program} shows its page, kept running by its keeper", lambda it=program: self.shown(it))
            self.step("a version comes over the share and is run", self.update)
            self.step("one that does not start is left after three starts", self.broken_start)
            self.step("one that is broken, half copied or a stranger's is said and not taken", self.broken_update)
        self.step("installed over itself", self.install)
        self.step("an older and a newer installer: what was installed last is run, and the hall opens", self.others)
        self.step("removed: the programs and the menu are gone, what the PC kept is not", self.remove)

    # --- the steps -----------------------------------------------------------------------------------------------

    def install(self) -> None:
        """Silently, with the counter at log-on."""
        self.program(self.installer, "/S", f"/{self.scope}", "/COUNTER=1")

    def installed(self) -> None:
        """As a person would look for it."""
        links = sorted(path.name for path in self.drive.rglob("Antrean/*.lnk"))
        _expect(len(links) == 4, f"four entries in the menu: {links}")
        hive = "HKLM" if self.scope == "AllUsers" else "HKCU"
        told = self.program(Path("reg"), "query", rf"{hive}\{RUN}", "/v", "Antrean")
        _expect("counter --keep" in told, "the counter starts at log-on")
        _expect("antrean, version" in self.antrean("--version"), "it says its version")
        _expect((self.home / "licences/THIRD-PARTY.txt").is_file(), "who wrote what is told")

    def setup(self) -> None:
        """In the terminal; a second run changes nothing."""
        share = bed.windows(self.place)
        said = self.antrean("setup", "--terminal", given="\n".join((*ANSWERS, share)) + "\n")
        _expect("Finished" in said, said)

    def first_call(self) -> None:
        """By the command line, with the hall that the settings name."""
        _expect("AB-001" in self.antrean("issue", "AB.1"), "a number is issued")
        _expect("AB-001" in self.antrean("next", "--counter", "1"), "and called")
        self.kept = [path for path in self.drive.rglob("AppData/Local/Antrean/*") if path.is_file()]
        _expect(bool(self.kept), "the PC keeps something of its own")
