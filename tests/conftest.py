"""For all tests: hints stay on this machine, screens are not needed, Ctrl-C works, no process is left behind."""

import atexit
import functools
import gc
import itertools
import os
import shutil
import signal
import tempfile
from pathlib import Path

os.environ["ANTREAN_HINT"] = "loopback"
os.environ["ANTREAN_LOCAL"] = tempfile.mkdtemp(prefix="antrean-tests-")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.helpers import parts
from tests.helpers.machine import left_behind, linux
from tests.helpers.screens import living
from tests.helpers.server import both

atexit.register(shutil.rmtree, os.environ["ANTREAN_LOCAL"], ignore_errors=True)
"""What belongs to this PC alone (its key, its logs) is the tests' own."""
_ENOUGH = 50_000
_FREEZE_EACH = 10
_collected = itertools.count(1)
_PATIENCE_MS = 60_000
"""What a busy machine may need; whoever waits goes on as soon as it has come."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""Whoever is started in the background ignores it (nohup, some CI), and so would every program that a test starts."""

gc.disable()
"""As in the programs (``shared.qt.garbage``): no Qt object is freed on a foreign thread."""

left_behind.tether_all()

settings.register_profile("busy", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
"""No test fails because the machine was slow while values were made up; what CI sets besides stays."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parts.add_option(parser)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    parts.keep_part(config, items)
    parts.begin_with_the_longest(items)


def pytest_collection_finish() -> None:
    """What is there now stays to the end: collecting after a test looks at what the test made, not at all modules."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def on_the_engine(request: pytest.FixtureRequest):
    """With ANTREAN_TEST_SERVER set, halls are made on that server, but for a test that is about the file."""
    path, _, name = request.node.nodeid.partition("::")
    if both.url() is None or both.is_about_the_file(path, name):
        yield
        return
    both.use_server()
    yield
    both.use_files()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Modules about Linux alone are not imported elsewhere."""
    return linux.module(module_path, parent)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item):
    """What a parent or its own closing has deleted is not closed once more: that raises before any fixture ends."""
    item.qt_widgets = [(living.only(widget), before) for widget, before in getattr(item, "qt_widgets", ())]
    return (yield)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Pytest-qt's, with more patience than its own five seconds."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def nobody_is_left_behind():
    """Fail the test, and end what it started, when a process of its own still lives after it."""
    before = left_behind.children()
    yield
    if left_behind.others_at_play():
        return
    left = {pid: told for pid, told in left_behind.children().items() if pid not in before}
    for pid in left:
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert not left, f"left behind: {left}"


@pytest.fixture(autouse=True)
def collect_here(request: pytest.FixtureRequest):
    """Collect on this thread alone: after each test with Qt, and when much has piled up."""
    yield
    gc.disable()  # a program that ended in this test lets Python collect again
    if "qapp" in request.fixturenames or gc.get_count()[0] > _ENOUGH:
        gc.collect()
        if next(_collected) % _FREEZE_EACH == 0:
            gc.freeze()  # what has outlived so many tests is the session's own: not looked at after each of them
