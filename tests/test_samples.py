"""The sample halls are what the catalogue says."""

import pytest

from shared import hall_file, samples
from shared.domain.hall_data.hall import Weekday
from shared.faults import UsageFault


@pytest.mark.parametrize(
    ("name", "counters", "first_of_ba"), [("sungai-rindang", 48, "14"), ("graha-segara", 150, "47")]
)
def test_counters_run_through_the_catalogue_in_order(name, counters, first_of_ba):
    hall = samples.load(name)
    assert list(hall.counter) == [str(number) for number in range(1, counters + 1)]
    assert len(hall.agency) == 32
    assert len(hall.service) == 90
    order = list(hall.agency)
    assert [order.index(counter.agency) for counter in hall.counter.values()] == sorted(
        order.index(counter.agency) for counter in hall.counter.values()
    )
    assert hall.counter[first_of_ba].agency == "BA"
    assert hall.services_of("1") == tuple(f"AB.{number}" for number in range(1, 10))


@pytest.mark.parametrize("name", samples.NAMES)
def test_services_are_numbered_without_gaps(name):
    hall = samples.load(name)
    for agency in hall.agency:
        numbers = [int(code.split(".")[1]) for code in hall.service if hall.agency_of(code) == agency]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", samples.NAMES)
def test_every_name_is_there_in_indonesian_and_english(name):
    hall = samples.load(name)
    for thing in (*hall.agency.values(), *hall.service.values(), *hall.zone.values()):
        assert {"id", "en"} <= set(thing.name)
    for service in hall.service.values():
        assert service.keywords
        assert service.needs is None or {"id", "en"} <= set(service.needs)


@pytest.mark.parametrize("name", samples.NAMES)
def test_friday_has_the_longer_break(name):
    week = samples.load(name).week
    friday, monday = week[Weekday.FRIDAY].breaks[0], week[Weekday.MONDAY].breaks[0]
    assert friday.end - friday.start > monday.end - monday.start
    assert Weekday.SUNDAY not in week


@pytest.mark.parametrize("name", samples.NAMES)
def test_shares_of_visits_add_up(name):
    assert sum(agency.share for agency in samples.load(name).agency.values()) == pytest.approx(100, abs=5)


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_sample_written_out_is_the_same_hall(name):
    hall = samples.load(name)
    assert hall_file.parse(hall_file.write(hall), name) == hall


def test_an_unknown_sample_names_the_nearest():
    with pytest.raises(UsageFault) as caught:
        samples.load("sungai-rindag")
    assert caught.value.nearest == ("sungai-rindang",)
