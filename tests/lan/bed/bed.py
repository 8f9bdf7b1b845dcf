"""The bed from Python: whether it can be had here, its hosts, its servers, cables pulled and plugged."""

import fcntl
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
RUN = Path(os.environ.get("LAN_RUN", "/var/tmp/antrean-tests-lan"))
LOCK = RUN / "lock"
KERNEL = RUN / "uml/usr/bin/linux.uml"
PYTHON = sys.executable
TOOLS = ("ip", "ethtool", "smbd", "ganesha.nfsd", "rpcbind", "mount.cifs", "mount.nfs")
CLOCK = "2026-11-23T10:00:00+08:00"
SMB_SHARE = "oplocks=no;level2 oplocks=no"
SMB_GLOBAL = (
    "smb2 leases=no;socket options = TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE=4 TCP_KEEPINTVL=2 TCP_KEEPCNT=3 "
    "TCP_USER_TIMEOUT=10000"
)


def _nfs() -> str:
    """The version to mount: Ganesha 4 answers the first open under kernels 7 with EREMOTEIO in 4.1 and 4.2; in 4.0 it
    refuses locks for ever to a client whose lease ran out while it was cut off."""
    try:
        told = subprocess.run([str(KERNEL), "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return "4.2"
    return "4.0" if told.startswith("7.") else "4.2"


OPTIONS = {
    "cifs": "vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2",
    "nfs": f"vers={_nfs()},hard,lookupcache=positive",
}


def missing() -> str:
    """Why the bed cannot be had on this machine; empty when it can."""
    if sys.platform != "linux":
        return "it needs Linux"
    if os.geteuid() != 0:
        return "it needs root"
    if not Path("/dev/net/tun").exists():
        return "there is no /dev/net/tun"
    wanted = [
        name
        for name in ("ip", "ethtool", "smbd", "ganesha.nfsd", "mount.cifs", "mount.nfs", "rpcbind")
        if not _tool(name)
    ]
    if wanted or not KERNEL.exists():
        return f"{', '.join(wanted) or 'the user-mode kernel'} is not there: run tests/lan/bed/setup.sh once"
    return _refused()


@functools.cache
def _refused() -> str:
    """What this machine does not let us do, tried; empty when nothing."""
    if subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True, check=False).returncode:
        return "root may make no network namespace here (a container without the rights for it?)"
    try:
        os.close(os.open("/dev/net/tun", os.O_RDWR))
    except OSError as error:
        return f"/dev/net/tun cannot be opened ({error.strerror})"
    with tempfile.TemporaryDirectory() as place:  # it starts, finds no disk and ends at once
        trial = [str(KERNEL), "mem=64M", "umid=trial", f"uml_dir={place}", "con=null", "con0=null,fd:1", "panic=1"]
        try:
            told = subprocess.run(trial, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False).stdout
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"the user-mode kernel does not start ({error})"
    if b"Linux version" not in told:
        last = told.decode(errors="replace").strip().rpartition("\n")[2]
        return f"the user-mode kernel does not start: {last or 'it says nothing'}"
    return ""


def _tool(name: str) -> str | None:
    return shutil.which(name, path="/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin")


def _environment() -> dict[str, str]:
    return dict(os.environ, PY=os.path.realpath(PYTHON), LAN_RUN=str(RUN), PATH="/usr/sbin:/sbin:/usr/bin:/bin")


def _script(name: str, *arguments: str, check: bool = True, seconds: float = 120) -> "subprocess.CompletedProcess[str]":
    # into a file, not a pipe: what the script leaves running would keep a pipe open
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / "script.log").open("w+") as log:
        ended = subprocess.run(
            ["bash", str(HERE / name), *arguments],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=_environment(), timeout=seconds, check=False,
        )  # fmt: skip
        log.seek(0)
        told = log.read()
    if check and ended.returncode != 0:
        raise RuntimeError(f"{name} {' '.join(arguments)} failed: {told[-2000:]}")
    return subprocess.CompletedProcess(ended.args, ended.returncode, told, "")


class Bed:
    """Some hosts and one server of a kind (``cifs`` or ``nfs``), up between ``start`` and ``stop``."""

    def __init__(self, kind: str, hosts: int = 3) -> None:
        self.kind = kind
        self.hosts = list(range(1, hosts + 1))
        self._guard: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._begun: list[subprocess.Popen[str]] = []

    def start(self) -> None:
        """Everything up. RuntimeError with what a part told when it does not come."""
        RUN.mkdir(parents=True, exist_ok=True)
        self._lock = LOCK.open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RuntimeError(f"another run uses the bed in {RUN}; wait for it, or set LAN_RUN and LAN_NS") from None
        self._guard = subprocess.Popen(
            [sys.executable, str(HERE / "guard.py")],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=[self._lock.fileno()], start_new_session=True, env=_environment(),
        )  # fmt: skip
        _script("net.sh", "down")
        for place in ("share", "out"):
            shutil.rmtree(RUN / place, ignore_errors=True)
            (RUN / place).mkdir()
        _script("net.sh", "up", str(len(self.hosts)))
        self.serve()
        for host in self.hosts:
            _script("guest.sh", "start", str(host))
        for host in self.hosts:
            _script("guest.sh", "wait", str(host))
            self.mount(host)

    def stop(self) -> None:
        """Everything down at once; nothing of it is needed any more."""
        if self._guard is not None and self._lock is not None:
            self._guard.communicate(timeout=60)  # the end of its input: it takes down whatever is left
            self._lock.close()

    @property
    def _server(self) -> str:
        return "smb.sh" if self.kind == "cifs" else "nfs.sh"

    def serve(self) -> None:
        if self.kind == "cifs":
            _script("smb.sh", "start", SMB_SHARE, SMB_GLOBAL)
        else:
            _script("nfs.sh", "start", "15", "15")

    def kill_server(self) -> None:
        _script(self._server, "killhard", check=False)

    def boot(self, host: int) -> None:
        _script("guest.sh", "start", str(host))
        _script("guest.sh", "wait", str(host))

    def mount(self, host: int) -> None:
        _script("mnt.sh", str(host), self.kind, OPTIONS[self.kind])

    def cut(self, host: int) -> None:
        _script("net.sh", "cut", str(host))

    def heal(self, host: int) -> None:
        _script("net.sh", "heal", str(host))

    def power_cut(self, host: int) -> None:
        _script("guest.sh", "kill", str(host))

    def freeze(self, host: int) -> None:
        _script("guest.sh", "freeze", str(host))

    def thaw(self, host: int) -> None:
        _script("guest.sh", "thaw", str(host))

    # -- commands on hosts ----------------------------------------------------------------------------------

    def begin(self, host: int, command: str, seconds: float = 300, hint: str = "lan") -> "subprocess.Popen[str]":
        """Start a shell command on a host."""
        line = f"cd {ROOT}; export ANTREAN_HINT={hint} ANTREAN_CLOCK={CLOCK} ANTREAN_LOCAL=/run/antrean; {command}"
        process = subprocess.Popen(
            [os.path.realpath(PYTHON), str(HERE / "gx.py"), str(host), line, str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        self._begun.append(process)
        return process

    def forget_all(self) -> None:
        """Behind a test, however it ended: wait for none of its commands any more."""
        for process in self._begun:
            self.forget(process)
            if process.stdout is not None:
                process.stdout.close()
        self._begun.clear()

    def forget(self, process: "subprocess.Popen[str]") -> None:
        """Wait no longer for a command on a host that is dead."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def run(self, host: int, command: str, seconds: float = 300) -> str:
        """Run a shell command on a host to its end; its output. AssertionError when it fails."""
        process = self.begin(host, command, seconds)
        told, _ = process.communicate(timeout=seconds + 30)
        assert process.returncode == 0, f"host {host}: {command}\n{told[-3000:]}"
        return told

    def both(self, host: int, command: str, seconds: float = 300) -> tuple[str, int]:
        """Run a shell command on a host to its end, however it ends; its output and its exit code."""
        process = self.begin(host, command, seconds)
        told, _ = process.communicate(timeout=seconds + 30)
        return told, process.returncode

    def on_the_server(self, folder: str) -> Path:
        """Where a folder of the share lies on the server's own disk."""
        return RUN / "share" / Path(folder).relative_to("/mnt/share")

    def clock_off_ms(self, host: int) -> float:
        """By how much a host's wall clock differs from this machine's, at most."""
        ended = subprocess.run(
            [os.path.realpath(PYTHON), str(HERE / "gx.py"), str(host), "clock"],
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        return float(ended.stdout)

    def antrean(self, host: int, arguments: str, seconds: float = 300) -> str:
        return self.run(host, f"{PYTHON} -m shared.cli {arguments}", seconds)

    def make_hall(self, name: str, sample: str = "sungai-rindang") -> str:
        """A fresh hall on the share, made by host 1; its folder as the hosts see it.

        Right after a cable was out, or the server, a host's kernel may still answer with errors: it is waited for.
        """
        self.run(1, "until touch /mnt/share/answers; do sleep 0.5; done", seconds=120)
        folder = f"/mnt/share/{name}"
        code = (
            "import sys; from pathlib import Path; from shared import samples; "
            "from shared.tools.bench.whole_hall import MORNING, without_quotas; "
            "from shared.store.sqlite import create; "
            "create.create(Path(sys.argv[1]), without_quotas(samples.load(sys.argv[2])), lambda: MORNING)"
        )
        self.run(1, f'{PYTHON} -c "{code}" {folder} {sample}')
        return folder

    def client(self, host: int, folder: str, name: str, seconds: float, rate: float = 4.0, role: str = "mixed") -> Any:
        """Start a bench client; its answer lands in the run folder, which the hosts see as /mnt/ctl."""
        out = f"/mnt/ctl/out/{name}.json"
        command = (
            f"rm -f {out}; {PYTHON} -m shared.cli bench client --hall {folder} --role {role} --rate {rate} "
            f"--seconds {seconds} --name {name} --json > {out}"
        )
        return self.begin(host, command, seconds + 240)

    def answer(self, name: str) -> dict[str, Any]:
        return json.loads((RUN / "out" / f"{name}.json").read_text())

    def verdict(self, folder: str, names: list[str], host: int = 1) -> dict[str, int]:
        """What ``bench verdict`` says of these clients, asked on a host."""
        files = " ".join(f"/mnt/ctl/out/{name}.json" for name in names)
        process = self.begin(host, f"{PYTHON} -m shared.cli bench verdict --hall {folder} {files} --json")
        told, _ = process.communicate(timeout=300)
        answer = next((line for line in told.splitlines() if line.startswith("{")), None)
        assert answer is not None, told
        return json.loads(answer)


def wait_for(processes: list["subprocess.Popen[str]"], seconds: float) -> None:
    """Until all have ended."""
    deadline = time.monotonic() + seconds
    for process in processes:
        process.communicate(timeout=max(1.0, deadline - time.monotonic()))
