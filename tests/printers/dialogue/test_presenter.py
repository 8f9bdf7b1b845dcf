"""Printers with a presenter: each visitor gets the own ticket, and one that nobody took is nobody else's."""

import dataclasses
from pathlib import Path

import pytest

from printers.emulator.roll import Piece
from printers.emulator.traits import traits_of
from printers.models.model import Model, codes, model
from printers.paper.encoder import parting
from shared.store.record.job_rows import JobState
from tests.helpers.printing.print_world import World, fates, paper

PRESENTERS = [code for code in codes() if model(code).presenter and "eot20" in model(code).answers]


def world_of(known: Model, folder: Path) -> World:
    return World(folder, traits=(traits_of(known),), models=(known,))


def labels(pieces: list[Piece]) -> list[str]:
    return [line for piece in pieces for line in piece.texts if line.startswith("AB-")]


def test_there_are_presenters():
    assert "custom-vkp80" in PRESENTERS


@pytest.mark.parametrize("code", PRESENTERS)
def test_each_visitor_is_given_the_own_ticket(code: str, tmp_path: Path):
    world = world_of(model(code), tmp_path)
    for number in (1, 2, 3):
        world.print(paper(number))
        world.settle()
        world.run(3)  # one without a fence is done before its knife is
        world.fault(0, "take")
        assert labels(world.engines[0].mechanism.given)[-1] == f"AB-{number:03d}"
    assert set(fates(world)) <= {JobState.CONFIRMED, JobState.UNVERIFIED}
    assert not world.engines[0].decoder.errors


def test_without_a_presenter_in_the_record_the_visitor_would_get_the_ticket_before(tmp_path: Path):
    known = dataclasses.replace(model("custom-vkp80"), presenter=False)
    world = World(tmp_path, traits=(traits_of(model("custom-vkp80")),), models=(known,))
    for number in (1, 2):
        world.print(paper(number))
        world.settle()
    world.fault(0, "take")
    assert labels(world.engines[0].mechanism.given) == ["AB-001"]


def test_a_ticket_that_nobody_took_is_pushed_out_before_the_next(tmp_path: Path):
    world = world_of(model("custom-vkp80"), tmp_path)
    for number in (1, 2):
        world.print(paper(number))
        world.settle()
    world.fault(0, "take")
    mechanism = world.engines[0].mechanism
    assert (labels(mechanism.given), labels(mechanism.fallen)) == (["AB-002"], ["AB-001"])


def test_the_hall_has_a_ticket_drawn_back_in_after_its_time(tmp_path: Path):
    world = world_of(dataclasses.replace(model("custom-vkp80"), retract_seconds=20), tmp_path)
    world.print(paper(1))
    world.settle()
    world.run(15)
    mechanism = world.engines[0].mechanism
    assert mechanism.held_out is not None
    world.run(15)
    assert labels(mechanism.drawn_in) == ["AB-001"]
    world.print(paper(2))
    world.settle()
    world.print(paper(3))  # the second was not taken either: it is nobody else's
    world.settle()
    world.fault(0, "take")
    assert (labels(mechanism.drawn_in), labels(mechanism.given)) == (["AB-001", "AB-002"], ["AB-003"])
    assert fates(world) == [JobState.CONFIRMED] * 3


@pytest.mark.parametrize("code", PRESENTERS)
def test_it_is_held_out_as_far_as_a_hand_needs(code: str):
    """In the steps of its own mechanism: 0.625 mm with the KPM, 7 mm with others."""
    known = dataclasses.replace(model(code), retract_seconds=20)
    step = 0.625 if "kpm" in code else 7.0
    assert parting(known)[-4:-1] == b"\x1de\x03"
    assert 60 <= parting(known)[-1] * step <= 100
