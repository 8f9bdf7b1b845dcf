"""A PostgreSQL server for tests: Debian's, as its own user, on a socket in a temporary folder; gone with the test."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared import tether
from tests.helpers.real_hall import free_port, wait_for

USER = "postgres"
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests that cut no power: nothing waits for the disk."""
_ALWAYS = {
    "max_connections": "400",
    "log_min_messages": "fatal",
    "logging_collector": "off",
    "autovacuum_naptime": "10s",
}


def binaries() -> Path | None:
    """Where the server's programs are; None where it is not installed."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


class Cluster:
    """One server.

    Attributes:
        folder: Its socket, its data and its log.
        port: Where it listens; on 127.0.0.1 too with ``tcp``.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, str] = QUICK, *, tcp: bool = False, base: "Cluster | None" = None
    ) -> None:
        self.folder, self.port = folder, free_port()
        self._bin = binaries()
        self._settings = {**_ALWAYS, **settings}
        self._tcp = tcp
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
        if base is None:
            self.run("initdb", "-D", str(self.data), "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
        else:
            at = ["-h", str(base.folder), "-p", str(base.port), "-U", USER]
            self.run("pg_basebackup", "-D", str(self.data), *at, "-R", "--checkpoint=fast", "--no-sync")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "antrean", user: str = "") -> str:
        """Its address: over the socket, or by 127.0.0.1; the login is PGUSER unless it is named."""
        login = f"{user}@" if user else ""
        if self._tcp:
            return f"postgresql://{login}127.0.0.1:{self.port}/{database}"
        return f"postgresql://{login}/{database}?host={self.folder}&port={self.port}"

    def run(self, program: str, *arguments: str) -> str:
        """One of the server's own programs, as its own user."""
        assert self._bin is not None
        done = subprocess.run(
            [str(self._bin / program), *arguments], capture_output=True, text=True, check=False, cwd="/", **_as_user()
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout

    def sql(self, statement: str, database: str = "antrean") -> str:
        at = ["-h", str(self.folder), "-p", str(self.port), "-U", USER, "-d", database]
        return self.run("psql", *at, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement).strip()

    def start(self, *, ready: bool = True) -> "Cluster":
        """Run it; with ``ready`` wait until it lets programs in."""
        assert self._bin is not None
        settings = {**self._settings, "unix_socket_directories": str(self.folder), "port": str(self.port)}
        settings["listen_addresses"] = "127.0.0.1" if self._tcp else ""
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._bin / "postgres"), "-D", str(self.data), *options],
                stdout=log, stderr=log, cwd="/", **_as_user(),
                preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - it calls prctl and nothing else
            )  # fmt: skip
        if ready:
            wait_for(self.answers, "the server")
        return self

    def answers(self) -> bool:
        assert self._bin is not None
        asked = [str(self._bin / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        return subprocess.run(asked, check=False).returncode == 0

    def stop(self, how: int = signal.SIGINT) -> None:
        """End it: SIGINT politely, SIGQUIT as ``pg_ctl stop -m immediate`` does."""
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(how)
            process.send_signal(signal.SIGCONT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()
            process.wait()
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def refuse(self) -> None:
        """From now on nobody is let in: pg_hba.conf says so, and who is in is put out."""
        (self.data / "pg_hba.conf").write_text("local all all reject\nhost all all all reject\n", encoding="ascii")
        self.run("pg_ctl", "reload", "-D", str(self.data))
        self.stop(signal.SIGINT)
        self.start()

    def let_in(self) -> None:
        """Everybody again, as at the beginning."""
        (self.data / "pg_hba.conf").write_text(
            "local all all trust\nhost all all 127.0.0.1/32 trust\n", encoding="ascii"
        )
        self.run("pg_ctl", "reload", "-D", str(self.data))

    def freeze(self) -> None:
        """It says nothing any more, and closes nothing."""
        self._signal_all(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: int) -> None:
        """The leading process first: it makes no new ones, then."""
        assert self._process is not None
        leading = self._process.pid
        with contextlib.suppress(ProcessLookupError):
            os.kill(leading, number)
        for pid in map(int, Path(f"/proc/{leading}/task/{leading}/children").read_text(encoding="ascii").split()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def __enter__(self) -> "Cluster":
        return self.start()

    def __exit__(self, *_why: object) -> None:
        self.stop()


def _as_user() -> dict[str, Any]:
    """Debian's user of the server, where this is root: a server does not run as root."""
    return {"user": USER, "group": USER, "extra_groups": ()} if os.getuid() == 0 else {}


@contextlib.contextmanager
def temporary(settings: Mapping[str, str] = QUICK, **how: Any):
    """A server with the database ``antrean``, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="antrean-server-"))
    folder.chmod(0o755)
    try:
        with Cluster(folder / "s", settings, **how) as cluster:
            cluster.sql("CREATE DATABASE antrean TEMPLATE template0", database="postgres")
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)
