"""Modules that say ``TOGETHER = True`` wait for printers most of the time: their tests are played side by side.

Each test still stands alone, with a folder of its own, and passes or fails under its own name.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.machine import left_behind

AT_ONCE = 8
PLAYED = pytest.StashKey[Mapping[str, "Future[None]"]]()


def _stands_alone(item: pytest.Item) -> bool:
    """Whether a test needs nothing but a folder and its parameters."""
    if not isinstance(item, pytest.Function) or not getattr(item.module, "TOGETHER", False):
        return False
    params = item.callspec.params if hasattr(item, "callspec") else {}
    skipped = any(mark.name == "skipif" for mark in item.iter_markers())
    return not skipped and set(item._fixtureinfo.argnames) <= {"tmp_path", *params}


def _play(item: pytest.Function, folder: Path) -> None:
    arguments: dict[str, Any] = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    if "tmp_path" in item._fixtureinfo.argnames:
        arguments["tmp_path"] = folder
    item.obj(**arguments)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """The first of them starts them all; each then waits for its own."""
    if not _stands_alone(pyfuncitem):
        return None
    stash = pyfuncitem.session.stash
    played = stash.get(PLAYED, None)
    if played is None:
        pool = ThreadPoolExecutor(AT_ONCE)
        factory: pytest.TempPathFactory = pyfuncitem.config._tmp_path_factory  # type: ignore[attr-defined]
        played = {
            item.nodeid: pool.submit(_play, item, factory.mktemp("case"))
            for item in pyfuncitem.session.items
            if isinstance(item, pytest.Function) and _stands_alone(item)
        }
        stash[PLAYED] = played
        left_behind.AT_PLAY.extend(played.values())
        pool.shutdown(wait=False)
    played[pyfuncitem.nodeid].result()
    return True
