"""A bare Debian in a folder, booted with its own systemd and without a network."""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Generator
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
BARE = "systemd-sysv,dbus,udev,ca-certificates,python3-minimal"
_MASKED = ("apt-daily.timer", "apt-daily-upgrade.timer", "getty.target", "console-getty.service", "e2scrub_all.timer")


@contextlib.contextmanager
def bare_root(suite: str, place: Path, kept: Path | None) -> Generator[Path]:
    """The root of a bare system, deleted afterwards; the archive it comes from is kept where one is named."""
    store = kept or place
    store.mkdir(parents=True, exist_ok=True)
    archive = store / f"bare-{suite}.tar"
    if not archive.exists():
        command = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={BARE}", suite, str(archive), MIRROR]
        subprocess.run(command, check=True)
    root = place / f"root-{suite}"
    root.mkdir()
    try:
        subprocess.run(["tar", "-xf", str(archive), "-C", str(root)], check=True)
        (root / "etc/apt/sources.list").write_text("", encoding="utf-8")  # whoever asks a mirror fails
        for unit in _MASKED:
            (root / "etc/systemd/system" / unit).symlink_to("/dev/null")
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


class Container:
    """A booted system. Its first process is known by the process that holds it."""

    def __init__(self, root: Path, packages: Path) -> None:
        self._root, self._packages = root, packages
        self._process: subprocess.Popen[bytes] | None = None
        self._leader = ""

    def __enter__(self) -> "Container":
        binds = [f"--bind={self._packages.resolve()}:/mnt/debs"]
        command = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network", "--console=pipe"]
        self._process = subprocess.Popen(
            [*command, *binds, "-D", str(self._root), "--boot"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_for_boot()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self.run("systemctl", "poweroff", "--force", "--force", ok=False)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def run(self, *command: str, ok: bool = True, given: str = "") -> str:
        """A command within; what it said. AssertionError when it failed and ``ok`` was expected."""
        enter = ["nsenter", "-t", self._leader, "-m", "-u", "-i", "-n", "-p", "-r", "-w"]
        clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=/root"]
        done = subprocess.run(
            [*enter, *clean, *command],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if ok and done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout[-4000:]}")
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """A file within."""
        place = self._root / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def exists(self, path: str) -> bool:
        """Whether it is there, within."""
        return (self._root / path.lstrip("/")).exists()

    def _wait_for_boot(self) -> None:
        assert self._process is not None
        end = time.monotonic() + 120
        while time.monotonic() < end and self._process.poll() is None:
            held = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text(encoding="utf-8")
            self._leader = (held.split() or [""])[0]
            if self._leader:
                said = self.run("systemctl", "is-system-running", ok=False).strip()
                if said in ("running", "degraded"):
                    return
            time.sleep(0.3)
        raise AssertionError("the bare system did not boot in this container")
