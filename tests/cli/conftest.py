import pytest

from tests.helpers.cli import MORNING, Terminal


@pytest.fixture(autouse=True)
def _monday_morning(monkeypatch, tmp_path):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("ANTREAN_HALL", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def hall(tmp_path) -> Terminal:
    """The sample hall of 48 counters."""
    terminal = Terminal(tmp_path / "hall")
    terminal.ok("init", "--sample", "sungai-rindang")
    return terminal
