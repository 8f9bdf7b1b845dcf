"""How many of a hall's visits are for each of its services."""

from collections import defaultdict
from collections.abc import Mapping

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered


@remembered
def demand(hall: Hall) -> Mapping[str, float]:
    """The part of the visits by service, by the shares in the hall's data; those of an agency make up its own."""
    whole: dict[str, float] = defaultdict(float)
    for code, service in hall.service.items():
        whole[hall.agency_of(code)] += service.share
    return {
        code: hall.agency[hall.agency_of(code)].share * service.share / (whole[hall.agency_of(code)] or 1)
        for code, service in hall.service.items()
    }
