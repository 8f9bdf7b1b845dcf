"""Which engine holds a hall, and what is said where the way to a server is missing."""

import sys
import types
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import engine_choice
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.sqlite.connection import HallFile


def on_a_server(folder: Path) -> EnvironmentFault:
    server_address.write(folder, ServerAddress("postgresql://server.hall.example/antrean", "hall"))
    with pytest.raises(EnvironmentFault) as told:
        engine_choice.engine_of(folder, device="K1", clock=machine_clock)
    return told.value


def test_without_the_way_to_a_server_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    fault = on_a_server(tmp_path)
    assert fault.kind is Kind.DEVICE
    assert "the way to it is not installed on this PC" in fault.sentence
    assert 'pip install "antrean[postgres]"' in fault.remedy


def test_a_way_that_is_too_old_is_named_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = types.ModuleType("psycopg")
    old.__version__ = "3.2.10"  # pyright: ignore[reportAttributeAccessIssue]
    monkeypatch.setitem(sys.modules, "psycopg", old)
    fault = on_a_server(tmp_path)
    assert "the psycopg of this PC is 3.2.10: too old" in fault.sentence
    assert "--upgrade" in fault.remedy


def test_a_folder_that_cannot_be_asked_is_the_files_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_folder: Path) -> None:
        raise OSError(112, "Host is down")

    monkeypatch.setattr(server_address, "of_folder", away)
    engine = engine_choice.engine_of(tmp_path, device="K1", clock=machine_clock)
    assert isinstance(engine, HallFile)
    engine.close()
