"""What the tests of the kiosk share: a stage on the sample hall, at nine on a Monday."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.domain.hall_data.hall import Hall
from shared.samples import load
from shared.store.acts.counters import open_counter
from shared.store.record.transaction import new_request
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall
from tests.helpers.screens.kiosk import PORTRAIT, Stage
from tests.helpers.server import both

MakeStage = Callable[..., Stage]


@pytest.fixture(scope="session")
def sample() -> Hall:
    return load("sungai-rindang")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, sample: Hall) -> Path:
    """The hall's folder, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared")
    with open_hall(folder, sample, device="K1") as hall_file:
        for counter in ("1", "2", "7"):
            open_counter(hall_file, new_request(), counter)
    return folder


@pytest.fixture
def hall_file(tmp_path: Path, prepared: Path) -> Iterator[HallFile]:
    both.copy_hall(prepared, tmp_path / "hall")
    with open_hall(tmp_path / "hall", device="K1") as hall_file:
        yield hall_file


@pytest.fixture
def make_stage(qtbot: QtBot, hall_file: HallFile, sample: Hall) -> Iterator[MakeStage]:
    with ExitStack() as stages:

        def make(size: tuple[int, int] = PORTRAIT, lang: str = "id") -> Stage:
            stage = Stage(hall_file, sample, size, lang)
            stages.callback(stage.close)
            return stage

        yield make


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage()
