"""`./run package windows-trial`: the installer in fresh Windows under wine, from the empty folder to a called number.

Per user and for all users: installed without a question, menu, start at log-on and version seen; set up by answers, a
number issued and called by what was installed; the three programs as windows; a newer version over the share, one that
does not start, one that is broken; an older and a newer installer; removed, and what the PC kept for its hall is still
there. Each step is counted and timed.
"""

import argparse
import contextlib
import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "packaging"), str(ROOT)]

import installer  # noqa: E402 - the folder of this file is only known now

from printers.emulator.server import EmulatedPrinter  # noqa: E402
from shared.updates import manifest, publishing  # noqa: E402
from tests.helpers.cli import MORNING  # noqa: E402
from tests.helpers.real_hall import wait_for  # noqa: E402
from tests.wine import bed  # noqa: E402
from tests.wine.running import PROGRAMS, Running, running  # noqa: E402
from tests.wine.screen import Screen, screen  # noqa: E402

ANSWERS = ("2", "3", "@FOLDER@", "1", "1", "hall", "1", "1", "3", "@PRINTER@", "1", "1", "1")
"""English, a folder of this PC, its name, a new hall, the first sample, its name, a kiosk, the first one, its printer's
link, "yes, the ticket came out", "yes, the picture was whole", start at log-on."""
_SCOPES = ("CurrentUser", "AllUsers")
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
            for program in PROGRAMS:
                self.step(f"the {program} shows its page under its keeper", functools.partial(self.shown, program))
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
        """In the terminal; the printer is an emulated one. A second run changes nothing."""
        printer = EmulatedPrinter(port=0, pace=20)
        printer.start()
        try:
            typed = "\n".join(ANSWERS).replace("@FOLDER@", bed.windows(self.place)).replace("@PRINTER@", printer.link)
            bed.end(self.prefix)  # the desktop is that of the first program of a prefix
            with screen(self.place / "screen", "1280x720") as seen, _finger(seen):
                more = {"DISPLAY": seen.display}
                said = self.antrean("setup", "--terminal", given=f"{typed}\n", more=more)
                again = self.antrean("setup", "--terminal", given="\n" * 20, more=more)
            _expect("The printer confirms that the ticket is printed." in said and "Finished" in said, said)
            _expect(bool(self.at_log_on()), f"the kiosk starts at log-on: {said}")
            _expect("Nothing differed; nothing was changed." in again, again)
        finally:
            bed.end(self.prefix)
            printer.stop()

    def first_call(self) -> None:
        """By the command line, with the hall that the settings name."""
        _expect("AB-001" in self.antrean("issue", "AB.1"), "a number is issued")
        _expect("AB-001" in self.antrean("next", "--counter", "1"), "and called")
        self.kept = [path for path in self.drive.rglob("AppData/Local/Antrean/*") if path.is_file()]
        _expect(bool(self.kept), "the PC keeps something of its own")

    def shown(self, program: str) -> None:
        """As the menu starts it, on a screen of its own; left in order."""
        with self.screen(program) as it:
            it.until_painted()
            _keep_picture(it.seen, f"package-{program}")

    def update(self) -> None:
        """The installed version under another name, published and fetched; the kiosk runs it and it stays."""
        public = self.antrean("update", "key", bed.windows(self.place / "key")).split("public key: ")[1].split()[0]
        (self.conf.parent / "update-keys").write_text(f"{public}\n", encoding="utf-8")
        self.publish(self.relabelled("1000.0"))
        _expect("1000.0 is on this PC" in self.antrean("update", "fetch"), "it is fetched")
        self.antrean("update", "use", "1000.0")
        with self.screen("kiosk"):
            _expect("runs 1000.0" in self.antrean("update", "status"), "the kiosk runs it")
            wait_for(lambda: not self.choice()["trial"], "it is kept", 600)

    def broken_start(self) -> None:
        """The launcher goes back by itself, in one start."""
        tree = self.relabelled("1001.0")
        (tree / "_internal/base_library.zip").unlink()
        self.publish(tree)
        self.antrean("update", "fetch")
        self.antrean("update", "use", "1001.0")
        with self.screen("kiosk"):
            told = self.antrean("update", "status")
            _expect("runs 1000.0" in told and "not used on this PC: 1001.0" in told, told)

    def broken_update(self) -> None:
        """A sentence each; what is there goes on."""
        tree = self.place / "1002.0"
        tree.mkdir()
        (tree / "antrean.exe").write_bytes(b"not much")
        self.publish(tree)
        offered = self.hall / "updates/1002.0"
        whole = self.place / "whole"
        shutil.copytree(offered, whole)
        stranger = self.place / "stranger"
        self.antrean("update", "key", bed.windows(stranger))
        for words, harm in (
            ("does not fit its signature", lambda: (offered / "windows.json").write_text("{", encoding="utf-8")),
            ("is damaged", lambda: (offered / "windows.sig").write_text("zz", encoding="utf-8")),
            ("not complete", (offered / "windows/antrean.exe").unlink),
            ("changed after it was made", lambda: (offered / "windows/antrean.exe").write_text("evil")),
            ("a key that this PC does not know", functools.partial(self.publish, tree, stranger)),
        ):
            shutil.rmtree(offered)
            shutil.copytree(whole, offered)
            harm()
            said = self.antrean("update", "fetch", code=3)
            _expect(words in said and "Traceback" not in said, said)
        shutil.rmtree(offered)
        shutil.copytree(whole, offered)
        with _small_disk(self.place / "small") as small:
            said = self.antrean("update", "fetch", code=3, more={"ANTREAN_VERSIONS": bed.windows(small)})
            _expect("There is no room" in said, said)
        shutil.rmtree(offered)
        _expect("AB-001" in self.antrean("state"), "the version that was there goes on")

    def others(self) -> None:
        """An upgrade and a downgrade; only one of them is left."""
        for version in ("0.0.9", "999.0"):
            made = installer.again(self.folder(), self.place, version)
            self.program(made, "/S", f"/{self.scope}")
            made.unlink()
            _expect(f"version {version}" in self.antrean("--version"), version)
            _expect("AB-001" in self.antrean("state"), "the hall opens")
            _expect(self.folder().name == version, "the other one is gone")

    def remove(self) -> None:
        """As "Apps" in the settings does it."""
        remover = self.home / "uninstall.exe"
        # with _?= it works where it lies and is waited for; it cannot remove itself then
        self.program(remover, "/S", f"/{self.scope}", f"_?={bed.windows(remover.parent)}")
        _expect(not list(self.drive.rglob("antrean.exe")), "the programs are gone")
        _expect(not list(self.drive.rglob("Antrean/*.lnk")), "the menu is gone")
        _expect(not self.at_log_on(), "nothing starts at log-on")
        _expect(all(path.exists() for path in self.kept), "what the PC kept is still there")
        _expect((self.hall / "hall.db").exists(), "the hall is the hall's")

    # --- what the steps are made of ------------------------------------------------------------------------------

    @property
    def drive(self) -> Path:
        """C:."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """Where it is installed."""
        (found,) = self.drive.rglob("Antrean/uninstall.exe")
        return found.parent

    def at_log_on(self) -> list[Path]:
        """What setup lets start then."""
        return [path for path in self.drive.rglob("antrean.cmd") if path.parent.name.lower() == "startup"]

    def folder(self) -> Path:
        """The one version that is installed."""
        (found,) = self.home.glob("versions/*/antrean.exe")
        return found.parent

    @property
    def conf(self) -> Path:
        """The settings that setup wrote."""
        (found,) = self.drive.rglob("antrean.conf")
        return found

    def choice(self) -> Any:
        """What the launcher keeps."""
        (found,) = self.drive.rglob("Antrean/version.json")
        return json.loads(found.read_text(encoding="utf-8"))

    def around(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of this PC's programs."""
        return {"WINEPREFIX": str(self.prefix), "ANTREAN_CLOCK": MORNING, **(more or {})}

    def program(
        self, program: Path, *arguments: str, code: int = 0, given: str = "", more: Mapping[str, str] | None = None
    ) -> str:
        """Run a program to its end; what it said."""
        done = bed.run(arguments, self.around(more), program=program, given=given)
        said = f"{program.name} {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
        if done.returncode != code:
            raise SystemExit(said)
        return done.stdout + done.stderr

    def antrean(self, *arguments: str, code: int = 0, given: str = "", more: Mapping[str, str] | None = None) -> str:
        """As a technician types it."""
        door = bed.windows(self.home / "bin/antrean.cmd")
        return self.program(Path("cmd"), "/c", door, *arguments, code=code, given=given, more=more)

    def relabelled(self, version: str) -> Path:
        """The installed version under another name, in a folder of its own."""
        tree = self.place / version
        shutil.copytree(self.folder(), tree, copy_function=os.link)
        installer.relabel(tree, version)
        return tree

    def publish(self, tree: Path, key: Path | None = None) -> None:
        """Put a folder into the hall's: a whole program from this side, which is ten times as fast as under wine."""
        key = key or self.place / "key"
        if (tree / "_internal").exists():
            publishing.publish(tree, self.hall, manifest.key_of(key), tree.name, "windows", lambda _at, _of: None)
            return
        self.antrean("update", "publish", "--key", bed.windows(key), "--tree", bed.windows(tree))

    @contextlib.contextmanager
    def screen(self, program: str) -> Generator[Running]:
        """The program as the menu starts it, with a hand at it, until it is left."""
        bed.end(self.prefix)  # the desktop is that of the first program of a prefix
        window = self.folder() / "antreanw.exe"
        try:
            with running(self.place, program, self.around(), "--keep", starter=(), executable=window) as it:
                it.until_shown(PROGRAMS[program][1])
                yield it
                _expect(it.leave() == 0, f"the {program} ends in order")
        finally:
            bed.end(self.prefix)


@contextlib.contextmanager
def _finger(seen: Screen) -> Generator[None]:
    """A key is pressed each second: it closes the trial picture."""
    done = threading.Event()

    def press() -> None:
        around = {**os.environ, "DISPLAY": seen.display}
        while not done.wait(1):
            if seen.is_painted():
                _keep_picture(seen, "package-trial-picture")
                subprocess.run(["xdotool", "key", "Return"], env=around, check=False)

    hand = threading.Thread(target=press)
    hand.start()
    try:
        yield
    finally:
        done.set()
        hand.join()


def _keep_picture(seen: Screen, name: str) -> None:
    if kept := os.environ.get("ANTREAN_PICTURES"):
        seen.picture().save(Path(kept) / f"{name}.png")


@contextlib.contextmanager
def _small_disk(place: Path) -> Generator[Path]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def main() -> int:
    """Try both ways; the first thing that is not as it must be ends it."""
    parser = argparse.ArgumentParser(prog="./run package windows-trial", description=__doc__)
    parser.add_argument("installer", type=Path, nargs="?", help="the newest in dist/windows if missing")
    parser.add_argument("--scope", choices=_SCOPES, action="append", help="only that one")
    wanted = parser.parse_args()
    made = wanted.installer or max(
        (ROOT / "dist/windows").glob("antrean-*-setup.exe"), key=lambda path: path.stat().st_mtime
    )
    bed.prepare()
    if alone := _own_network():
        scopes = [word for scope in wanted.scope or () for word in ("--scope", scope)]
        return subprocess.run([*alone, sys.executable, __file__, str(made), *scopes], check=False).returncode
    for scope in wanted.scope or _SCOPES:
        begun = time.monotonic()
        with bed.fresh_prefix(f"trial-{scope}") as prefix, tempfile.TemporaryDirectory(dir=bed.PLACE) as place:
            trial = Trial(made, scope, prefix, Path(place))
            trial.run()
        print(f"-- under wine, {scope}: {len(trial.steps)} steps, {time.monotonic() - begun:.0f} s", flush=True)
    return 0


def _own_network() -> list[str]:
    """How to start this in a network that reaches this machine alone; nothing in such a one, or if none can be had."""
    if {name for _, name in socket.if_nameindex()} <= {"lo"}:
        return []
    own = ["unshare", "-n" if os.geteuid() == 0 else "-rn"]
    if not shutil.which("unshare") or subprocess.run([*own, "true"], check=False, capture_output=True).returncode:
        print("-- no network namespaces here: tried with the network", flush=True)
        return []
    return [*own, "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


def _expect(true: bool, what: str) -> None:
    if not true:
        raise SystemExit(f"Not as it must be: {what}")


if __name__ == "__main__":
    sys.exit(main())
