"""What staff learn of a printer, and how soon: in seconds of the printer's own time."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from printers.dialogue.condition import Trouble
from printers.emulator.server import EmulatedPrinter
from printers.emulator.traits import Traits, traits_of
from printers.link import address
from printers.models.model import Answer, model
from printers.paper.render import render
from shared.clock import machine_clock
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import LocalPrintJobStore
from tests.helpers.printing.print_rig import Rig
from tests.helpers.printing.print_world import World, paper

EPSON = "epson-tm-t20iii"
SECONDS = 10.0


def world(tmp_path: Path, traits: Traits | None = None, code: str = EPSON, *, tcp: bool = True) -> World:
    made = World(tmp_path, traits=(traits or traits_of(model(code)),), models=(model(code),), tcp=(tcp,))
    made.run(30)
    return made


@pytest.mark.parametrize("answers", [frozenset(Answer), frozenset({Answer.EOT, Answer.GSR})])
@pytest.mark.parametrize(("fault", "heal", "trouble"), [
    ({"name": "paper_out"}, {"name": "load_paper"}, Trouble.PAPER_OUT),
    ({"name": "cover", "open": True}, {"name": "cover", "open": False}, Trouble.COVER),
    ({"name": "fatal"}, {"name": "fatal", "on": False}, Trouble.FATAL),
    ({"name": "feed_button"}, {"name": "feed_button", "on": False}, Trouble.FEEDING),
    ({"name": "near_end"}, {"name": "near_end", "on": False}, Trouble.NEAR_END),
    ({"name": "mute", "kinds": ["every"]}, {"name": "forget"}, Trouble.LOST),
    ({"name": "unplug"}, {"name": "plug"}, Trouble.LOST),
])  # fmt: skip
def test_staff_see_it_within_ten_seconds_and_see_it_go(
    tmp_path: Path, answers: frozenset[Answer], fault: dict[str, Any], heal: dict[str, Any], trouble: Trouble
):
    code = EPSON if Answer.ASB in answers else "epson-tm-t88iii"
    known = dataclasses.replace(traits_of(model(code)), answers=answers)
    made = World(tmp_path, traits=(known,), models=(dataclasses.replace(model(code), answers=answers),), tcp=(False,))
    made.run(30)
    slot = made.dispatcher.slots["P1"]

    def seen() -> Trouble | None:
        return slot.staff_trouble

    assert seen() is None
    made.fault(0, **fault)
    made.run(SECONDS, lambda: seen() is trouble)
    assert seen() is trouble
    assert made.jobs.printer("P1").trouble == trouble.value
    made.fault(0, **heal)
    made.run(SECONDS + 5, lambda: seen() is None)
    assert seen() is None


def test_one_reading_alone_alarms_nobody(tmp_path: Path):
    made = world(tmp_path, code="epson-tm-t88iii", tcp=False)
    changes: list[str | None] = []
    health = made.jobs.health
    made.jobs.health = lambda code, trouble, **facts: (changes.append(trouble), health(code, trouble, **facts))[1]  # type: ignore[method-assign]
    made.fault(0, "near_end", flap=0.25)
    made.run(60)
    assert len(changes) <= 6  # a sensor that flaps four times a second for a minute


def test_two_readings_of_silence_are_a_lost_printer_one_is_not(tmp_path: Path):
    made = world(tmp_path, tcp=False)
    made.fault(0, "late", kinds=["eot1"], seconds=1.3)
    made.run(30)
    assert made.dispatcher.slots["P1"].staff_trouble is None


def test_health_changes_are_kept_for_the_hall_as_events(tmp_path: Path):
    local = LocalPrintJobStore(tmp_path / "jobs.db")
    with Rig(tmp_path, "pty", jobs=Jobs(None, local, "K1", machine_clock)) as rig:
        assert rig.connected()
        rig.fault("paper_out")
        assert rig.eventually(lambda: rig.jobs.printer("P1").trouble == "paper_out")
        assert any(write.name == "health" and write.facts["trouble"] == "paper_out" for _, write in local.waiting(99))


def test_without_a_knife_somebody_tears_each_ticket_off(tmp_path: Path):
    known = model("generic-58")
    with EmulatedPrinter(traits_of(known), port=0, pace=10, tears=True) as printer:
        wire = address.connector(printer.link).open()
        for number in (1, 2):
            wire.write(render(paper(number), known, "native").data)
            assert Rig.eventually(lambda number=number: len(printer.pieces()) == number)
        wire.close()
        assert [f"AB-00{number}" in piece.texts for number, piece in enumerate(printer.pieces(), 1)] == [True, True]
