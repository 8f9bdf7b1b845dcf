"""A month at one kiosk: thousands of visits while the lines move, and the memory stays where it was."""

import gc
import os
import random
from statistics import median

import psutil
import pytest

from kiosk.paper_words import Paper
from shared.domain.hall_data.hall import Hall
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.conftest import MakeStage

VISITS = int(os.environ.get("ANTREAN_SOAK_VISITS", "3000"))
GROWS_KB = 1.0
"""A visit may leave so much behind, on average, once all was seen: the cache of the hall's file grows to its 2 MB."""
BREATHES_KB = 1500
"""So much comes and goes by itself, however many the visits: pages of the allocator, of the hall's file, of fonts."""


def objects(stage: Stage) -> int:
    """All that lives in Qt's trees: view models, engine, window."""
    found, waiting = 0, [stage.model, stage.engine, stage.window]
    while waiting:
        found += 1
        waiting += waiting.pop().children()
    return found


def visit(stage: Stage, chance: random.Random, services: list[str]) -> None:
    """One visitor, by one of the ways through the pages, while somebody else takes a number."""
    model, service = stage.model, chance.choice(services)
    if chance.random() < 0.3:
        model.comfort.useLanguage("en")
    if chance.random() < 0.2:
        chance.choice((model.comfort.toggleLarger, model.comfort.toggleContrast, model.comfort.toggleReach))()
    if chance.random() < 0.3:
        model.search()
        for key in "surat":
            model.catalogue.type(key)
    else:
        model.showAgency(stage.hall.agency_of(service))
    issue(stage.desk.hall_file, new_request(), Order((chance.choice(services),)))
    model.news_told(())
    model.choose(service)
    if model.page == "order":
        if chance.random() < 0.3:  # as in larger text
            model.askQuestions()
            stage.settle()
        model.order.setPriority(chance.random() < 0.1)
        model.take()
        stage.printing.settle(chance.choice((Paper.PRINTED, Paper.FAILED)))
        model.news_told(())
    stage.settle()
    if chance.random() < 0.5:
        model.ask_still_there()
    model.forget()
    stage.settle()
    stage.desk.requests.clear()  # the test's own memory
    stage.printing.begun.clear()


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_thousands_of_visits_leave_nothing_behind(make_stage: MakeStage, sample: Hall) -> None:
    stage, chance, me = make_stage(), random.Random(3000), psutil.Process()
    services = [code for code, service in sample.service.items() if service.quota is None and not service.closed]
    memory: list[int] = []
    living: list[int] = []
    for at in range(VISITS):
        visit(stage, chance, services)
        if (at + 1) % max(1, VISITS // 20) == 0:
            gc.collect()
            memory.append(me.memory_info().rss // 1024)
            living.append(objects(stage))
    print("resident KB by twentieth:", memory)  # noqa: T201
    quarter = len(memory) // 4
    third, last = median(memory[-2 * quarter : -quarter]), median(memory[-quarter:])
    assert last - third < GROWS_KB * VISITS / 4 + BREATHES_KB, memory
    assert max(living[quarter:]) <= max(living[:quarter]), living
