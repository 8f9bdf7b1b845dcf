"""By need, not by office: the tiles of the start page, and the way from one to a number."""

from dataclasses import replace

import pytest

from kiosk.start.icon import FOLDER
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.needs import ICONS, Need
from shared.samples import NAMES, load
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage
from tests.kiosk.conftest import MakeStage


def test_a_need_leads_to_a_number_of_whatever_office(stage: Stage) -> None:
    stage.touch("need:vehicle")
    assert stage.words("question") == "Kendaraan"
    assert {"service:MO.1", "service:MI.1", "service:SA.2"} <= stage.names()
    assert "Samsat" in " ".join(stage.all_words())
    stage.touch("service:MO.1")
    stage.touch("take")
    assert stage.words("number") == "MO-001"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_commonest_needs_stand_beside_all_agencies(
    make_stage: MakeStage, sample: Hall, size: tuple[int, int]
) -> None:
    names = make_stage(size).names()
    for need in (
        "birth",
        "marriage",
        "moving",
        "loss",
        "vehicle",
        "business",
        "tax",
        "health",
        "passport",
        "utilities",
    ):
        assert f"need:{need}" in names
    assert {f"agency:{code}" for code in sample.agency} <= names
    assert any(name.startswith("popular:") for name in names)


@pytest.mark.parametrize("ease", [(), ("Larger",), ("Reach",)])
def test_every_need_is_reached_by_one_more_key(make_stage: MakeStage, sample: Hall, ease: tuple[str, ...]) -> None:
    stage = make_stage()
    for toggle in ease:
        getattr(stage.model.comfort, f"toggle{toggle}")()
    stage.settle()
    stage.touch("needs")
    seen: set[str] = set()
    for _ in range(len(sample.need)):
        seen |= {name for name in stage.names() if name.startswith("need:")}
        if "turn:next" not in stage.names() or not stage.find("turn:next").isEnabled():
            break
        stage.touch("turn:next")
    assert seen == {f"need:{code}" for code in sample.need}


def test_a_need_with_one_service_leads_there_at_once(stage: Stage, sample: Hall) -> None:
    stage.model.hall_told(replace(sample, need={"x": Need({"id": "Umum"}, ("AM.1",))}))
    stage.settle()
    stage.touch("need:x")
    assert stage.model.page == "order"


def test_a_hall_without_needs_shows_its_agencies_as_before(stage: Stage, sample: Hall) -> None:
    stage.model.hall_told(replace(sample, need={}))
    stage.settle()
    assert not any(name.startswith("need") for name in stage.names())
    assert "agency:AB" in stage.names()


@pytest.mark.parametrize("name", NAMES)
def test_every_service_of_the_samples_meets_a_need_or_is_general(name: str) -> None:
    hall = load(name)
    met = {code for need in hall.need.values() for code in need.services}
    assert set(hall.service) - met <= {
        "AI.3", "AI.5", "AM.3", "AR.2", "AR.3", "BM.3", "BR.1", "BZ.2", "MB.3", "MR.2", "SR.2", "UB.2", "US.1", "US.2"
    }  # fmt: skip


def test_every_picture_that_a_hall_may_name_is_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(ICONS)


def test_several_services_say_how_long_they_take_together(stage: Stage) -> None:
    stage.model.choose("AB.3")
    stage.model.choose("AB.1")
    stage.settle()
    assert stage.model.order.together != ""
    assert stage.model.order.together in stage.words("question")
