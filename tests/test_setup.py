"""``./run setup`` in a small project of its own, with Debian's pip where it is and newer releases in the index."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.machine import wheels
from tests.helpers.machine.processes import ROOT

DEBIAN = "/usr/bin/python3"
_PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "antrean"
version = "0.1.0"
"""
_BACKEND = """

def build_editable(folder, config_settings=None, metadata_directory=None):
    return wheel(Path(folder), "antrean", "0.1.0", ("plugin",)).name
"""


def _debians_python() -> str:
    """The Python of Debian 12 with the oldest pip we promise to work with; else the one that runs this test."""
    trial = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        subprocess.run([DEBIAN, "-c", trial], check=True, capture_output=True)
        return DEBIAN
    return sys._base_executable


def _ran(here: Path, environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose lock was made when ``covered`` was at 1.0, and its index of today."""
    place = tmp_path_factory.mktemp("project")
    (place / "wheels").mkdir()
    old, new = (wheels.wheel(place / "wheels", "covered", version, extra="toml") for version in ("1.0", "2.0"))
    plugin = wheels.wheel(place / "wheels", "plugin", "1.0", ("covered[toml]>=1.0",))
    later = wheels.wheel(place / "wheels", "plugin", "1.1", ("covered[toml]>=2.0",))
    here = place / "here"
    shutil.copytree(
        ROOT / "tests" / "helpers", here / "tests" / "helpers", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "run", here / "run")
    (here / "pyproject.toml").write_text(_PROJECT)
    (here / "backend.py").write_text(Path(wheels.__file__).read_text() + _BACKEND)
    (here / "requirements-dev.lock").write_text(wheels.locked(old, plugin))
    address = wheels.index(place / "index", {"covered": [old, new], "plugin": [plugin, later]})
    return here, address


@pytest.fixture(scope="module")
def environment(project):
    _here, address = project
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "DISPLAY", "WAYLAND"))}
    return kept | {"PIP_INDEX_URL": address, "PIP_CONFIG_FILE": os.devnull, "PYTHON": _debians_python()}


@pytest.fixture(scope="module")
def setup(project, environment):
    here, _address = project
    return _ran(here, environment, "./run", "setup")


def test_a_lock_is_installed_as_it_is_whatever_was_released_since(project, environment, setup):
    here, _address = project
    assert setup.returncode == 0, setup.stderr
    pip = [str(here / ".venv/bin/python"), "-m", "pip"]
    there = dict(line.split("==") for line in _ran(here, environment, *pip, "list", "--format=freeze").stdout.split())
    assert (there["covered"], there["plugin"], there["antrean"]) == ("1.0", "1.0", "0.1.0")
    if there["pip"] == "23.0.1":  # a resolver, as it was asked before, takes the newest `covered[toml]`, and refuses
        resolve = ("install", "--dry-run", "--ignore-installed", "--require-hashes", "-r", "requirements-dev.lock")
        refused = _ran(here, environment, *pip, *resolve)
        assert refused.returncode != 0
        assert "covered[toml]" in refused.stderr


def test_a_lock_that_lacks_something_is_found(project, environment, setup):
    here, _address = project
    lock = here / "requirements-dev.lock"
    lock.write_text("".join(line for line in lock.read_text().splitlines(keepends=True) if "covered" not in line))
    for installed in here.glob(".venv/lib/python*/site-packages/covered*"):
        shutil.rmtree(installed) if installed.is_dir() else installed.unlink()
    again = _ran(here, environment, "./run", "setup")
    assert again.returncode != 0
    assert "covered" in again.stderr


def test_the_locks_bring_what_builds_the_program():
    """Python 3.12 and newer come without setuptools, and nothing is fetched past the lock."""
    builds = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    for lock in ("requirements.lock", "requirements-dev.lock"):
        names = re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
        assert {re.split(r"[<>=~! ]", one)[0] for one in builds} <= set(names)
