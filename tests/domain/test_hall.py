import dataclasses

from shared.domain.hall_data.hall import Counter
from tests.helpers.hall import small_hall


def test_a_counter_serves_its_agency_or_what_it_names() -> None:
    hall = small_hall()
    assert hall.services_of("1") == ("AB.1", "AB.2", "AB.3")
    named = dataclasses.replace(hall, counter={"1": Counter("AB", ("AB.2", "BA.1"), zone="B")})
    assert named.services_of("1") == ("AB.2", "BA.1")


def test_a_counters_calls_are_shown_in_its_zone_or_its_agencys() -> None:
    hall = small_hall()
    assert (hall.zone_of("1"), hall.zone_of("3")) == ("A", "B")
    assert dataclasses.replace(hall, counter={"1": Counter("AB", zone="B")}).zone_of("1") == "B"
