"""What is wrong with a hall's data beyond its form: each problem with its key, the reason and the remedy."""

from dataclasses import dataclass

from shared.domain.hall import Hall


@dataclass(frozen=True, slots=True)
class Problem:
    """A key as the hall file names it (``rules.priority.ordinary``), what is wrong there, what to do."""

    key: str
    reason: str
    remedy: str


def problems(hall: Hall) -> tuple[Problem, ...]:
    """Everything that is wrong; empty for a hall that can run."""
    found: list[Problem] = []
    for code, service in hall.service.items():
        if hall.agency_of(code) not in hall.agency:
            found.append(Problem(f"service.{code}", "its agency does not exist", "name the service AGENCY.NUMBER"))
        if not service.minutes > 0:
            found.append(Problem(f"service.{code}.minutes", "must be above 0", "give the mean minutes at the counter"))
    for code, counter in hall.counter.items():
        if counter.agency not in hall.agency:
            found.append(
                Problem(f"counter.{code}.agency", f"{counter.agency!r} does not exist", "use an agency's code")
            )
    rule = hall.rules.priority
    if rule.ordinary == 0 and rule.priority == 0:
        found.append(Problem("rules.priority.ordinary", "a ratio of 0:0 calls nobody", "write 2 and 1, for example"))
    return tuple(found)
