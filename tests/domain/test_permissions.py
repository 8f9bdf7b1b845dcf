"""Whom a lead leads, and where an officer may serve."""

import dataclasses

from shared.domain import permissions
from shared.domain.hall_data.staff import Officer, Role
from tests.helpers.hall import small_hall


def test_a_lead_serves_where_the_own_agencies_are_and_one_of_the_whole_hall_everywhere() -> None:
    leads = {
        "AB": Officer(Role.LEAD, agencies=("AB",)),
        "AT3": Officer(Role.LEAD, counters=("3",)),
        "ALL": Officer(Role.LEAD),
        "ONE": Officer(Role.OFFICER, counters=("4",)),
    }
    hall = dataclasses.replace(small_hall(), officer=leads)
    served = {code: permissions.counters_of(hall, code) for code in leads}
    assert served == {"AB": {"1", "2"}, "AT3": {"3", "4"}, "ALL": None, "ONE": {"4"}}
