"""Two small hosts on a cable of their own, in network namespaces: no router, no default route, as in a hall's LAN."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# the way into another user namespace undoes what the starting side asked for
_TETHERED = "from shared import tether; tether.end_with_parent()\n"
_WAIT = "import sys; print('up', flush=True); sys.stdin.readline()"


def _alone() -> list[str]:
    """How to start something in a network of its own; without root in a user namespace as well."""
    return ["unshare", "-n"] if sys.platform != "win32" and os.geteuid() == 0 else ["unshare", "-rn"]


def need_own_network() -> None:
    """Skip, saying so, where this machine gives no network namespaces."""
    _need(*_alone(), "true")


def _need(*command: str) -> None:
    tools = all(shutil.which(tool) for tool in ("unshare", "nsenter", "ip"))
    if not tools or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here (unshare, nsenter, ip and the right to use them)")


def without_network(*command: str) -> list[str]:
    """The command, in a host without any network, not even a loopback that is up."""
    return [*_alone(), *command]


@dataclass
class Host:
    """A network namespace, kept by a process that waits."""

    keeper: "subprocess.Popen[str]"

    def inside(self, *command: str) -> list[str]:
        """The command, on this host."""
        return ["nsenter", "-t", str(self.keeper.pid), "-U", "-n", "--preserve-credentials", *command]

    def ip(self, *words: str) -> None:
        """``ip ...`` on this host."""
        subprocess.run(self.inside("ip", *words), check=True, capture_output=True)

    def python(self, code: str, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """Python code on this host, with pipes."""
        return subprocess.Popen(
            self.inside(sys.executable, "-c", _TETHERED + code, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | environment,
        )


def _host(*way: str) -> Host:
    keeper = subprocess.Popen(
        [*way, sys.executable, "-c", _WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout is not None
    assert keeper.stdout.readline() == "up\n"
    return Host(keeper)


@contextlib.contextmanager
def cable() -> Generator[tuple[Host, Host]]:
    """Two hosts, 10.9.0.1 and 10.9.0.2, with a cable between them and nothing else; the second has no address yet.

    The test is skipped where this machine gives no such hosts.
    """
    _need("unshare", "-rn", "ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan1")
    one = _host("unshare", "-rn")
    two = None
    try:
        two = _host(*one.inside("unshare", "-n"))
        one.ip("link", "add", "lan0", "type", "veth", "peer", "name", "lan1")
        one.ip("link", "set", "lan1", "netns", str(two.keeper.pid))
        for host, name in ((one, "lan0"), (two, "lan1")):
            host.ip("link", "set", "lo", "up")
            host.ip("link", "set", name, "up")
        one.ip("addr", "add", "10.9.0.1/24", "brd", "+", "dev", "lan0")
        yield one, two
    finally:
        for host in (two, one):
            if host is not None:
                host.keeper.kill()
                host.keeper.communicate()
