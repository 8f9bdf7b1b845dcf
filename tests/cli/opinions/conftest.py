from pathlib import Path

import pytest

from shared.store.sqlite import create
from tests.helpers.cli import MORNING, Terminal
from tests.helpers.hall import StandingClock, small_hall


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    create.create(tmp_path / "hall", small_hall(), StandingClock())
    return Terminal(tmp_path / "hall")
