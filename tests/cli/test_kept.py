"""Commands while the share is gone: what is kept on this PC, and what happens to it later."""

from pathlib import Path

import pytest

from shared.cli.common import DONE, ENVIRONMENT, REFUSED, USAGE
from shared.clock import parse_instant
from shared.config import local_folder
from shared.store import acts
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile
from tests.helpers.cli import MORNING, Terminal
from tests.helpers.hall import StandingClock
from tests.helpers.store.away import bring_back, take_away


@pytest.fixture
def away(hall: Terminal, tmp_path: Path) -> Path:
    """The hall with a visitor at counter 1 and another waiting; its folder can be taken away to here."""
    hall.ok("issue", "AB.1")
    hall.ok("issue", "AB.1")
    hall.ok("next", "--counter", "1", "--officer", "Sari")
    return tmp_path / "away"


def test_what_is_kept_is_in_the_file_with_the_next_command(hall: Terminal, away: Path) -> None:
    take_away(hall.hall)
    assert hall("next", "--counter", "1").code == ENVIRONMENT  # calling waits
    finished = hall.ok("finish", "ab-1", "--counter", "1", "--officer", "Sari", "--request", "f1")
    assert (finished["kept"], finished["act"], finished["label"]) == (True, "finish", "AB-001")
    assert hall.ok("finish", "AB-001", "--counter", "1", "--request", "f1")["at"] == finished["at"]  # the same press
    assert hall.ok("note", "listrik padam", "--counter", "1")["kept"]
    waits = hall.ok("spool")["spools"][0]
    assert [(act["act"], act["label"]) for act in waits["pending"]] == [("finish", "AB-001"), ("note", None)]
    bring_back(hall.hall)
    again = hall("next", "--counter", "1")
    assert again.answer["label"] == "AB-002"
    assert "finish AB-001, kept while the share was gone, is in the hall's file now" in again.err
    events = hall.ok("events")["events"]
    assert [(event["what"], event["officer"]) for event in events if event["label"] == "AB-001"][-1] == (
        "finished", "Sari",
    )  # fmt: skip
    assert [event["reason"] for event in events if event["what"] == "note"] == ["listrik padam"]
    assert hall.ok("spool")["spools"][0]["pending"] == []


def test_what_the_hall_refuses_is_shown_with_its_reason(hall: Terminal, away: Path) -> None:
    take_away(hall.hall)
    hall.ok("no-show", "AB-001", "--counter", "1")
    bring_back(hall.hall)
    with HallFile.open(hall.hall, device="counter 1", clock=StandingClock(parse_instant(MORNING))) as file:
        acts.finish(file, "meanwhile", acts.Target(counter="1"), ended=acts.VisitEnd.FINISH)
    ran = hall("spool", "--settle")
    assert ran.code == REFUSED
    (refused,) = ran.answer["spools"][0]["refused"]
    assert (refused["act"], refused["label"], refused["code"]) == ("no_show", "AB-001", "illegal_move")
    assert refused["sentence"]["id"]
    assert hall("note", "later").code == DONE


def test_a_kiosk_of_this_pc_gives_numbers_out_of_its_blocks(hall: Terminal, away: Path) -> None:
    take_away(hall.hall)
    assert hall("issue", "AB.1", "--kiosk", "K1").code == ENVIRONMENT  # no kiosk has run here
    bring_back(hall.hall)
    clock = StandingClock(parse_instant(MORNING))
    with HallFile.open(hall.hall, device="K1", clock=clock) as file, Spool(local_folder(), file.hall_id, "K1") as spool:
        tend(spool, file)
    take_away(hall.hall)
    before = {one["device"]: one for one in hall.ok("spool")["spools"]}["K1"]["numbers_left"]["AB"]
    given = hall.ok("issue", "AB.1", "--kiosk", "K1", "--request", "p")
    assert given["settled"] is False
    assert hall.ok("issue", "AB.1", "--kiosk", "K1", "--request", "p")["label"] == given["label"]
    assert hall("issue", "AB.1").code == ENVIRONMENT  # the command line itself holds no numbers
    told = {one["device"]: one for one in hall.ok("spool")["spools"]}
    assert told["K1"]["numbers_left"]["AB"] == before - 1
    bring_back(hall.hall)
    assert hall.ok("spool", "--settle")["spools"][0]["pending"] == []
    state = {service["code"]: service for service in hall.ok("state")["services"]}
    assert state["AB.1"]["waiting"] == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("finish", "--counter", "1"), ENVIRONMENT),  # who is there is not known
        (("finish", "AB-001"), ENVIRONMENT),
        (("finish", "rubbish", "--counter", "1"), USAGE),
        (("finish", "AB-001", "--counter", "99"), USAGE),
        (("note", "  "), USAGE),
    ],
)
def test_what_makes_no_sense_is_not_kept(hall: Terminal, away: Path, arguments: tuple[str, ...], code: int) -> None:
    take_away(hall.hall)
    assert hall(*arguments).code == code
    assert hall.ok("spool")["spools"][0]["pending"] == []


def test_a_folder_where_no_hall_was_ever_is_still_a_fault(hall: Terminal, tmp_path: Path) -> None:
    stranger = Terminal(tmp_path / "nowhere")
    assert stranger("note", "hello").answer["fault"] == "no_hall"
    assert stranger("spool").answer["fault"] == "no_hall"
