"""One thing that was checked: the result in a plain sentence, what to do, and the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.faults import EnvironmentFault
from shared.store.sqlite.share.trust import Finding, Severity


@dataclass(frozen=True, slots=True)
class Item:
    """``weight``: good; warn = works, but look at it; refuse = do not run a hall like this."""

    key: str
    weight: Severity
    sentence: str
    remedy: str = ""
    numbers: Mapping[str, float | int | str | None] = field(default_factory=dict[str, float | int | str | None])


def good(key: str, sentence: str, **numbers: float | str | None) -> Item:
    """It is as it must be."""
    return Item(key, Severity.GOOD, sentence, numbers=numbers)


def warn(key: str, sentence: str, remedy: str, **numbers: float | str | None) -> Item:
    """It works, but somebody should look at it."""
    return Item(key, Severity.WARN, sentence, remedy, numbers)


def refuse(key: str, sentence: str, remedy: str, **numbers: float | str | None) -> Item:
    """No hall should run like this."""
    return Item(key, Severity.REFUSE, sentence, remedy, numbers)


def of_finding(finding: Finding, **numbers: float | str | None) -> Item:
    """A finding about the mount as an item."""
    return Item(finding.key, finding.weight, finding.sentence, finding.remedy, numbers)


def of_fault(key: str, fault: EnvironmentFault) -> Item:
    """A fault that came up while looking."""
    return refuse(key, fault.sentence, fault.remedy, fault=fault.kind.value)
