"""Halls under torture are made by the hundred: their locks among one PC's programs lie with them, not in /run/lock."""

import pytest

from shared.store.sqlite.locking import local_lock_linux
from tests.torture.freezing import at_pc


@pytest.fixture(autouse=True)
def _own_locks(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(local_lock_linux, "DIRECTORIES", local_lock_linux.DIRECTORIES)  # to be put back
    at_pc(tmp_path_factory.mktemp("pc"), "locks")
