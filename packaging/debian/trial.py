"""`./run package debian-trial`: the package in a clean root, from the empty folder to the first called number.

A bare Debian is made (mmdebstrap), booted with its own systemd and no network (systemd-nspawn), and everything that a
technician would do is done there: install, set up, take and call a number, a kiosk under cage that is killed and that
hangs, upgrade, downgrade, remove, purge. Each step is counted and timed. Needs root.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from container import Container, bare_root  # noqa: E402 - the folder of this file is only known now

HALL = "/srv/antrean/hall"
CLOCK = "2026-11-23T09:00:00+08:00"
CONTAINER = """[Service]
# a container has no terminal 7, no screen and no keyboard
TTYPath=
StandardInput=null
PAMName=
UtmpIdentifier=
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman ANTREAN_CLOCK=@CLOCK@
"""

ANSWERS = ("2", "3", "/srv/antrean", "1", "1", "hall", "1", "1", "1", "1", "1", "2")
"""English, a folder of this PC, its name, a new hall, the first sample, its name, a kiosk, the first one, its printer
as the hall's data name it, "yes, the ticket came out", start at boot, but not now."""


class Trial:
    """The steps, each with what it proves."""

    def __init__(self, root: Container, debs: Path, newer: Path | None, suite: str) -> None:
        self.root, self.debs, self.newer, self.suite = root, debs, newer, suite
        self.steps: list[tuple[str, float]] = []

    def step(self, words: str, act: Callable[[], None]) -> None:
        """Do one thing and say how long it took; what fails ends the trial."""
        begun = time.monotonic()
        act()
        self.steps.append((words, time.monotonic() - begun))
        print(f"  ok  {len(self.steps):2}. {words} ({self.steps[-1][1]:.1f} s)", flush=True)

    def run(self) -> None:
        """From nothing to purged."""
        self.step("the package and all it needs are installed, without a network", self.install)
        self.step("its user is in the groups of printers, sound and screen; units and rules are well formed", self.user)
        self.step(f"`antrean setup`: hall, kiosk, printer and start at boot, {len(ANSWERS)} answers", self.setup)
        self.step("a number is taken and called", self.first_call)
        told = sum(seconds for _, seconds in self.steps)
        print(
            f"      from the empty folder to the first called number: {told / 60:.1f} minutes of the PC's time",
            flush=True,
        )
        self.step("a kiosk runs under cage as a unit and is ready", self.kiosk)
        self.step("the kiosk that was killed is there again", self.killed)
        self.step("the kiosk that hangs is started again by the watchdog", self.hung)
        self.step("a version comes over the share, and the kiosk runs it", self.update)
        self.step("a version that does not start is left after three starts", self.broken_update)
        self.step("a user without rights gets a sentence, whatever they try", self.without_rights)
        self.step("a display runs as a unit in place of the kiosk", self.display)
        if self.newer is not None:
            self.step("on a full disk a newer package, a new version and set-up change nothing", self.full_disk)
            self.step("a newer package goes in; the running display goes on with it", self.upgrade)
            self.step("an older package says so, and the hall opens", self.downgrade)
        self.step("removed: settings and state are left", self.remove)
        self.step("purged: nothing is left", self.purge)

    def install(self) -> None:
        """From the folder alone: the container has no network."""
        said = self.root.run("sh", "/mnt/debs/install.sh")
        assert "Next: sudo antrean setup" in said, said[-2000:]
        assert self.root.run("antrean", "--version").startswith("antrean, version ")

    def user(self) -> None:
        """Its own, without a shell."""
        groups = self.root.run("id", "antrean")
        for group in ("lp", "dialout", "audio", "video"):
            assert f"({group})" in groups, groups
        assert "nologin" in self.root.run("getent", "passwd", "antrean")
        units = [f"/lib/systemd/system/antrean-{name}" for name in ("kiosk.service", "display.service", "update.timer")]
        assert "antrean" not in self.root.run("systemd-analyze", "verify", *units)
        if self.suite != "bookworm":  # Debian 12 has no such command yet
            self.root.run("udevadm", "verify", "/usr/lib/udev/rules.d/60-antrean.rules")

    def setup(self) -> None:
        """In the terminal, as a technician would; the printer is an emulated one. A second run changes nothing."""
        paper = "systemd-run --unit=paper antrean printer emulate --tcp 9101 --model epson-tm-t20iii"
        self.root.run(
            "sh", "-c", f"{paper} && until antrean printer status --device tcp:127.0.0.1:9101; do sleep 1; done"
        )
        said = self.root.run("antrean", "setup", "--terminal", given="\n".join(ANSWERS) + "\n")
        for words in ("The printer confirms that the ticket is printed.", "Finished", "systemctl enable antrean-kiosk"):
            assert words in said, said
        again = self.root.run("antrean", "setup", "--terminal", given="\n" * 20)
        assert "Nothing differed; nothing was changed." in again, again
        self.root.run("sh", "-c", "echo ANTREAN_DISPLAY=D1 >>/etc/antrean/antrean.conf")
        for unit in ("kiosk", "display"):
            text = CONTAINER.replace("@CLOCK@", CLOCK)
            self.root.write(f"/etc/systemd/system/antrean-{unit}.service.d/container.conf", text)
        self.root.run("systemctl", "daemon-reload")

    def first_call(self) -> None:
        """By the command line, with the hall that the settings name."""
        self.as_antrean("issue", "AB.1")
        assert "AB-001" in self.as_antrean("next", "--counter", "1")

    def kiosk(self) -> None:
        """`systemctl start` of a notify unit returns when the program said that its picture is shown."""
        self.root.run("systemctl", "start", "antrean-kiosk.service")
        assert self.state("antrean-kiosk") == "active"
        assert "K1" in self.as_antrean("check", "--quick", ok=False) or self.program("antrean-kiosk")

    def killed(self) -> None:
        """Restart=always."""
        before = self.program("antrean-kiosk")
        self.root.run("sh", "-c", f"kill -KILL {before}")
        self.until(
            lambda: self.program("antrean-kiosk") not in ("", before) and self.state("antrean-kiosk") == "active"
        )

    def hung(self) -> None:
        """WatchdogSec: the screen's thread gives no sign of life."""
        before = self.program("antrean-kiosk")
        self.root.run("sh", "-c", f"kill -STOP {before}")
        self.until(
            lambda: self.program("antrean-kiosk") not in ("", before) and self.state("antrean-kiosk") == "active"
        )

    def update(self) -> None:
        """Published and fetched as another version of the same program; who runs what is seen."""
        public = self.root.run("antrean", "update", "key", "/root/key").split("public key: ")[1].split()[0]
        self.root.write("/etc/antrean/update-keys", f"{public}\n")
        self.publish("1000.0", "")
        assert "1000.0 is on this PC" in self.as_antrean("update", "fetch")
        self.as_antrean("update", "use", "1000.0")
        self.root.run("systemctl", "restart", "antrean-kiosk.service")
        assert "1000.0" in self.root.run("systemctl", "status", "--no-pager", "-l", "antrean-kiosk.service", ok=False)
        self.until(lambda: "runs 1000.0" in self.as_antrean("update", "status"))

    def broken_update(self) -> None:
        """It goes back by itself."""
        self.publish("1001.0", "raise SystemExit(1)")
        self.as_antrean("update", "fetch")
        self.as_antrean("update", "use", "1001.0")
        self.root.run("systemctl", "restart", "antrean-kiosk.service", ok=False)
        self.until(lambda: "not used on this PC: 1001.0" in self.as_antrean("update", "status", ok=False))
        self.until(lambda: self.state("antrean-kiosk") == "active" and self.program("antrean-kiosk") != "")
        assert "1000.0" in self.root.run("systemctl", "status", "--no-pager", "-l", "antrean-kiosk.service", ok=False)

    def without_rights(self) -> None:
        """Neither the hall's folder nor a home of their own."""
        nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        around = ["env", "HOME=/nonexistent", f"ANTREAN_CLOCK={CLOCK}", "QT_QPA_PLATFORM=offscreen", "timeout", "60"]
        tried = ("issue AB.1", "next --counter 1", "backup", "check --quick", "update fetch", "update use 1000.0",
                 "update status", "update key /root/other", "kiosk", "counter --counter 1", "display --display D1",
                 f"init --sample sungai-rindang --hall {HALL}2")  # fmt: skip
        for command in tried:
            said = self.root.run(*nobody, *around, "antrean", *command.split(), ok=False)
            assert said.strip(), command
            assert "Traceback" not in said, said
            assert "error in Antrean itself" not in said, said
        assert "AB-001" in self.as_antrean("state")

    def full_disk(self) -> None:
        """Each on a small disk of its own; what was there is there afterwards."""
        version = self.root.run("antrean", "--version")
        with self.small_disk("/opt/antrean", 30):
            shutil.copy(self.newer or "", self.debs / "newer.deb")
            said = self.root.run("dpkg", "-i", "/mnt/debs/newer.deb", ok=False)
            (self.debs / "newer.deb").unlink()
            assert "No space left on device" in said, said
            assert self.root.run("antrean", "--version") == version
            assert self.root.run("dpkg", "--audit") == ""
        with self.small_disk("/var/lib/antrean/versions", 1):
            self.publish("1002.0", "")
            said = self.as_antrean("update", "fetch", ok=False)
            assert "There is no room" in said, said
        before = self.root.run("cat", "/etc/antrean/antrean.conf")
        with self.small_disk("/etc/antrean", 0):
            said = self.root.run("antrean", "setup", "--terminal", given="1\n" + "\n" * 20, ok=False)
            assert "antrean.conf tidak dapat ditulis" in said, said
            assert self.root.run("cat", "/etc/antrean/antrean.conf") == before
        assert "AB-001" in self.as_antrean("state")

    @contextlib.contextmanager
    def small_disk(self, place: str, more: int) -> Generator[None]:
        """The folder with what it holds, on a disk that takes so many megabytes more."""
        size = f"$(($(du -s -B 1M {place} | cut -f1) + {more}))m"
        mount = f"mkdir -p /small && mount -t tmpfs -o size={size},mode=755 tmpfs /small && cp -a {place}/. /small/"
        fill = "" if more else " && dd if=/dev/zero of=/small/full bs=4k 2>/dev/null; true"
        self.root.run("sh", "-c", f"{mount} && chown --reference={place} /small && mount --bind /small {place}{fill}")
        try:
            yield
        finally:
            self.root.run("sh", "-c", f"umount {place}; umount /small", ok=False)

    def publish(self, version: str, main: str) -> None:
        """The installed version under another name; ``main``: what stands in place of its first module."""
        tree = f"/root/{version}"
        copy = f"cp -a /opt/antrean/versions/[0-9]* {tree} && rm -f {tree}/manifest.json"
        rename = f"sed -i 's/^Version: .*/Version: {version}/' {tree}/lib/common/antrean-*.dist-info/METADATA"
        self.root.run("sh", "-c", f"{copy} && {rename}")
        if main:
            self.root.write(f"{tree}/lib/common/shared/cli/__main__.py", f"{main}\n")
        self.root.run("antrean", "update", "publish", "--key", "/root/key", "--tree", tree)
        self.root.run("sh", "-c", f"rm -rf {tree}; chown -R antrean {HALL}/updates")

    def display(self) -> None:
        """The two units exclude one another."""
        self.root.run("systemctl", "start", "antrean-display.service")
        assert self.state("antrean-display") == "active"
        self.until(lambda: self.state("antrean-kiosk") == "inactive")

    def upgrade(self) -> None:
        """The unit is restarted by the package."""
        before = self.program("antrean-display")
        version = self.put_in(self.newer)
        assert version in self.root.run("antrean", "--version")
        self.until(
            lambda: self.program("antrean-display") not in ("", before) and self.state("antrean-display") == "active"
        )
        assert "AB-001" in self.as_antrean("state")

    def downgrade(self) -> None:
        """A sentence, and nothing broken."""
        older = next(self.debs.glob("antrean_*.deb"))
        said = self.root.run("dpkg", "-i", f"/mnt/debs/{older.name}")
        assert "this is an older version" in said, said
        assert "AB-001" in self.as_antrean("state")

    def remove(self) -> None:
        """The program is gone; what belongs to the PC is not."""
        self.root.run("apt-get", "-y", "-qq", "remove", "antrean")
        assert not self.root.exists("/opt/antrean/versions")
        assert not self.root.exists("/usr/bin/antrean")
        assert self.root.exists("/etc/antrean/antrean.conf")
        assert self.root.exists("/var/lib/antrean/device.key")
        assert self.state("antrean-display") == "inactive"
        assert self.root.exists(f"{HALL}/hall.db")

    def purge(self) -> None:
        """Nothing of ours but the hall itself, which is the hall's."""
        self.root.run("apt-get", "-y", "-qq", "purge", "antrean")
        for place in ("/opt/antrean", "/etc/antrean", "/var/lib/antrean", "/lib/systemd/system/antrean-kiosk.service"):
            assert not self.root.exists(place), place
        assert "antrean" not in self.root.run("getent", "passwd")
        assert self.root.exists(f"{HALL}/hall.db")

    def put_in(self, package: Path | None) -> str:
        """Install another package; its version."""
        assert package is not None
        shutil.copy(package, self.debs / "newer.deb")
        self.root.run("dpkg", "-i", "/mnt/debs/newer.deb")
        (self.debs / "newer.deb").unlink()
        return package.name.split("_")[1]

    def as_antrean(self, *command: str, ok: bool = True) -> str:
        """A command as the service's user, at the hour when the sample hall is open."""
        user = ["setpriv", "--reuid=antrean", "--regid=antrean", "--init-groups"]
        settings = ["env", "HOME=/var/lib/antrean", f"ANTREAN_CLOCK={CLOCK}", "QT_QPA_PLATFORM=offscreen"]
        return self.root.run(*user, *settings, "antrean", *command, ok=ok)

    def state(self, unit: str) -> str:
        """As systemd has it."""
        return self.root.run("systemctl", "is-active", f"{unit}.service", ok=False).strip()

    def program(self, unit: str) -> str:
        """The process of the unit's program, which runs within cage."""
        listed = self.root.run("systemctl", "status", f"{unit}.service", "--no-pager", "-l", ok=False)
        lines = [line for line in listed.splitlines() if " -m shared.cli " in line]
        return lines[0].strip("│├└─ ").split()[0] if lines else ""

    def until(self, is_so: Callable[[], bool], seconds: float = 120) -> None:
        """Wait for a state."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(self.root.run("journalctl", "--no-pager", "-n", "40", ok=False))
            time.sleep(0.3)


def main() -> int:
    """Each Debian that was asked for."""
    parser = argparse.ArgumentParser(prog="./run package debian-trial", description=__doc__)
    parser.add_argument("suites", nargs="*", default=["bookworm"], help="bookworm (Debian 12), trixie (Debian 13)")
    parser.add_argument("--packages", type=Path, help="what `./run package debian` made, in place of making it")
    parser.add_argument("--newer", type=Path, help="a newer package, for upgrade and downgrade")
    parser.add_argument("--roots", type=Path, help="a folder in which the bare systems are kept for the next time")
    parser.add_argument("--twice", action="store_true", help="build the package again and compare the bytes")
    wanted = parser.parse_args()
    if missing():
        print(
            f"SKIPPED: the package was not tried in a clean root, for want of {', '.join(missing())}.", file=sys.stderr
        )
        return 1 if os.environ.get("ANTREAN_CI") else 0
    with tempfile.TemporaryDirectory(prefix="antrean-trial-") as name:
        place = Path(name)
        made = wanted.packages or place / "made"
        if wanted.packages is None:
            beside = [word for suite in wanted.suites for word in ("--with-debian", suite)]
            _build("--out", str(made), "--level", "1", *beside)
        newer = wanted.newer or relabelled(next(made.glob("antrean_*.deb")), place, "999.0")
        if wanted.twice:
            _build("--out", str(place / "again"), "--level", "1")
            sums = {
                path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in _both(made, place / "again")
            }
            assert len(set(sums.values())) == 1, sums
            print("  ok  built twice: the same bytes", flush=True)
        for suite in wanted.suites:
            begun = time.monotonic()
            print(f"-- {suite}", flush=True)
            with bare_root(suite, place, wanted.roots) as folder, Container(folder, made / suite) as root:
                trial = Trial(root, made / suite, newer, suite)
                trial.run()
            print(f"-- {suite}: {len(trial.steps)} steps, {time.monotonic() - begun:.0f} s", flush=True)
    return 0


def relabelled(package: Path, place: Path, version: str) -> Path:
    """The same package as another version: what an upgrade meets, without building everything again."""
    tree, old = place / "relabelled", package.name.split("_")[1]
    subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
    versions = tree / "opt/antrean/versions"
    (versions / old).rename(versions / version)
    for path in (*(tree / "DEBIAN").iterdir(), *(versions / version).glob("lib/common/antrean-*.dist-info/METADATA")):
        text = path.read_text(encoding="utf-8").replace(f"versions/{old}", f"versions/{version}")
        text = text.replace(f'"{old}"', f'"{version}"').replace(f"({old})", f"({version})")
        path.write_text(text.replace(f"\nVersion: {old}\n", f"\nVersion: {version}\n"), encoding="utf-8")
    made = place / f"antrean_{version}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return made


def missing() -> list[str]:
    """What this machine lacks for a trial."""
    tools = [
        name for name in ("mmdebstrap", "systemd-nspawn", "dpkg-scanpackages", "nsenter") if not shutil.which(name)
    ]
    return [*tools, *(["root"] if os.geteuid() != 0 else [])]


def _both(one: Path, other: Path) -> tuple[Path, Path]:
    return next(one.glob("antrean_*.deb")), next(other.glob("antrean_*.deb"))


def _build(*arguments: str) -> None:
    subprocess.run([sys.executable, str(HERE / "build.py"), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
