"""Real sound daemons of a test's own, with a device that sounds nowhere and a recorder on it.

A daemon has two doors: the recorder and ``pactl`` come by the back one before the front one, the user's, is opened. So
what a program plays is recorded from its first sound, however busy the machine is.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from shared import pcm, tether
from tests.helpers.real_hall import wait_for

SINK = "hall"
_PATIENCE = 60.0


class Daemon:
    """What PulseAudio and PipeWire have in common."""

    tools: tuple[str, ...] = ("pactl", "parec")

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        missing = [tool for tool in self.tools if shutil.which(tool) is None]
        if missing:
            pytest.skip(f"NO REAL SOUND DAEMON IS TRIED: not installed: {', '.join(missing)}")
        for name in (
            "PULSE_SERVER",
            "PULSE_RUNTIME_PATH",
            "PIPEWIRE_RUNTIME_DIR",
            "DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
        ):
            monkeypatch.delenv(name, raising=False)
        self._place = place
        self._back = place / "back"
        for folder in (place / "pulse", self._back):
            folder.mkdir(mode=0o700)
        self._daemons: list[subprocess.Popen[bytes]] = []
        self._recorder: subprocess.Popen[bytes] | None = None
        self._records = 0

    @property
    def environment(self) -> Mapping[str, str]:
        """For a program of the user whose daemon this is."""
        own = dict.fromkeys(("XDG_RUNTIME_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(self._place))
        return {**own, "ANTREAN_SOUND": "auto"}

    def start(self, *, device: bool = True) -> None:
        """With a device, which is recorded from the beginning; or with none."""
        self._start_behind()
        if device:
            self.plug()
        self._open_the_front()

    def stop(self) -> None:
        """As a service manager does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """It crashes."""
        self._end(signal.SIGKILL)

    def freeze(self, *, frozen: bool) -> None:
        for process in self._daemons:
            process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def plug(self) -> None:
        """A device comes, and is recorded."""
        self._pactl("load-module", "module-null-sink", f"sink_name={SINK}", "rate=48000")
        self._record()

    def unplug(self) -> None:
        """It is pulled out."""
        self._pactl("unload-module", "module-null-sink")
        self._forget_recorder()

    def recorded(self) -> bytes:
        """All that was recorded since the daemon was started or the device plugged in."""
        return self._record_file.read_bytes()

    def close(self) -> None:
        self._end(signal.SIGKILL)

    # -- what each does in its own way

    def _start_behind(self) -> None:
        raise NotImplementedError

    def _open_the_front(self) -> None:
        raise NotImplementedError

    # -- tools

    @property
    def _record_file(self) -> Path:
        return self._place / f"record-{self._records}.raw"

    def _run(self, *command: str, **environment: str) -> None:
        self._daemons.append(
            subprocess.Popen(
                command, env={**os.environ, **self.environment, **environment}, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=tether.to_this_process(),  # noqa: PLW1509
            )
        )  # fmt: skip

    @property
    def _by_the_back(self) -> Mapping[str, str]:
        return {**os.environ, **self.environment, "PULSE_SERVER": f"unix:{self._back}/native"}

    def _pactl(self, *arguments: str) -> str:
        """``pactl``, as soon as the daemon answers it."""

        def tried() -> subprocess.CompletedProcess[str] | None:
            done = subprocess.run(
                ["pactl", *arguments], env=self._by_the_back, capture_output=True, text=True, timeout=20, check=False
            )
            return None if done.returncode else done

        return str(wait_for(tried, f"pactl {' '.join(arguments)}", _PATIENCE).stdout)

    def _record(self) -> None:
        self._records += 1
        with self._record_file.open("wb") as record:
            self._recorder = subprocess.Popen(
                ["parec", f"--device={SINK}.monitor", f"--rate={pcm.RATE}", "--channels=1", "--latency-msec=50"],
                env=self._by_the_back, stdout=record, stderr=subprocess.DEVNULL, preexec_fn=tether.to_this_process(),  # noqa: PLW1509
            )  # fmt: skip
        wait_for(lambda: self._record_file.stat().st_size, "the recorder", _PATIENCE)

    def _forget_recorder(self) -> None:
        if self._recorder is not None:
            self._recorder.kill()
            self._recorder.wait()
            self._recorder = None

    def _end(self, how: signal.Signals) -> None:
        self._forget_recorder()
        for process in self._daemons:
            process.send_signal(signal.SIGCONT)
            process.send_signal(how)
        for process in self._daemons:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
        self._daemons.clear()
        for socket in (*self._place.glob("*/native"), self._place / "bus", self._place / "pipewire-0"):
            socket.unlink(missing_ok=True)


class PulseAudio(Daemon):
    """PulseAudio itself."""

    tools = (*Daemon.tools, "pulseaudio")

    def _start_behind(self) -> None:
        back = f"module-native-protocol-unix socket={self._back}/native"
        self._run(
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "-L", "module-always-sink", "-L", back,
        )  # fmt: skip
        self._pactl("info")

    def _open_the_front(self) -> None:
        self._pactl("load-module", "module-native-protocol-unix", f"socket={self._place}/pulse/native")


class PipeWire(Daemon):
    """PipeWire with its session manager and what stands in for PulseAudio."""

    tools = (*Daemon.tools, "pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon")

    def _start_behind(self) -> None:
        bus = self._place / "bus"
        self._run("dbus-daemon", "--session", "--nofork", f"--address=unix:path={bus}")
        self._run("pipewire")
        wait_for(lambda: bus.exists() and (self._place / "pipewire-0").exists(), "PipeWire", _PATIENCE)
        self._run("wireplumber", DBUS_SESSION_BUS_ADDRESS=f"unix:path={bus}")
        self._run("pipewire-pulse", PULSE_RUNTIME_PATH=str(self._back))
        self._pactl("info")

    def _open_the_front(self) -> None:
        self._run("pipewire-pulse")
        wait_for((self._place / "pulse/native").exists, "the stand-in for PulseAudio", _PATIENCE)


KINDS = {"pulseaudio": PulseAudio, "pipewire": PipeWire}
