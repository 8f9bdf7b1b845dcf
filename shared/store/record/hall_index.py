"""What acts look up in the hall's data again and again, prepared once for each hall."""

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.faults import UsageFault
from shared.records import nearest


class HallIndex:
    """Who serves what.

    Attributes:
        services_of: the services of each counter.
        counters_of: the counters of each service.
        together: for each service, all services that its counters serve (itself first).
        taken_by: for each service, the part of each of these lines that its counters take: the others go to counters
            that do not serve it.
        beside: for each counter, the others that serve a service of its own.
        zone_of: the zone of each counter.
    """

    def __init__(self, hall: Hall) -> None:
        self.services_of = {counter: hall.services_of(counter) for counter in hall.counter}
        self.zone_of = {counter: hall.zone_of(counter) for counter in hall.counter}
        counters: dict[str, list[str]] = {service: [] for service in hall.service}
        for counter, services in self.services_of.items():
            for service in services:
                counters[service].append(counter)
        self.counters_of = {service: tuple(found) for service, found in counters.items()}
        self.beside = {counter: self._beside(counter) for counter in hall.counter}
        self.together = {
            service: tuple(dict.fromkeys([service, *(s for c in found for s in self.services_of[c])]))
            for service, found in self.counters_of.items()
        }
        self.taken_by = {
            service: {other: self._part(service, other) for other in others}
            for service, others in self.together.items()
        }

    def _part(self, service: str, other: str) -> float:
        """The part of the counters of ``other`` that serve ``service`` as well."""
        of_other = self.counters_of[other]
        return len(set(of_other).intersection(self.counters_of[service])) / max(1, len(of_other))

    def _beside(self, counter: str) -> tuple[str, ...]:
        others = dict.fromkeys(c for service in self.services_of[counter] for c in self.counters_of[service])
        return tuple(other for other in others if other != counter)


@remembered
def index(hall: Hall) -> HallIndex:
    """The index of a hall."""
    return HallIndex(hall)


def need_service(hall: Hall, code: str) -> None:
    """UsageFault, naming the nearest codes, when the hall has no such service."""
    if code not in hall.service:
        alike = nearest(code, hall.service)
        raise UsageFault(f"This hall has no service {code}.", "Codes look like AB.1.", alike)


def need_counter(hall: Hall, code: str) -> None:
    """UsageFault, naming the nearest codes, when the hall has no such counter."""
    if code not in hall.counter:
        alike = nearest(code, hall.counter)
        raise UsageFault(f"This hall has no counter {code}.", "Counters are numbered 1, 2, 3 ...", alike)


def marks(count: int) -> str:
    """Question marks for an SQL ``IN`` or ``VALUES``; for none a NULL, which nothing is equal to."""
    return ", ".join("?" * count) or "NULL"
