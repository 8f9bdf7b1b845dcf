"""A small hall in a temporary folder, with a clock that stands until it is moved.

Monday 23 November 2026, 09.00 WITA; every day 08.00 to 16.00; agencies AB (counters 1, 2) in zone A and BA
(counters 3, 4) in zone B.
"""

import contextlib
import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shared.clock import parse_instant
from shared.domain.hall_data.hall import (
    Agency,
    CallRule,
    Counter,
    DayHours,
    Display,
    Hall,
    Identity,
    Kiosk,
    PriorityRule,
    RecordRule,
    Rules,
    Service,
    TakingRule,
    Weekday,
    Zone,
)
from shared.domain.words import Instant, TimeOfDay
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile

MORNING = parse_instant("2026-11-23T09:00:00+08:00")
DAY = "2026-11-23"
LONG_NAMES = Path(__file__).parents[1] / "long-names.toml"
"""A hall file with the longest names in every field and counter codes of all kinds."""


class StandingClock:
    """A clock that stands. ``clock.advance(minutes=5)`` moves it."""

    def __init__(self, at: Instant = MORNING) -> None:
        self.at = at

    def __call__(self) -> Instant:
        return self.at

    def advance(self, **spans: float) -> None:
        """Move on by days, hours, minutes, seconds (back, where negative)."""
        self.at = Instant(self.at + round(datetime.timedelta(**spans).total_seconds() * 1000))


BRIEF_OUTAGES = RecordRule(outage_minutes=5)
"""One block for each prefix of a kiosk of which no day is known."""


def small_hall(
    *,
    priority: PriorityRule | None = None,
    calls: CallRule | None = None,
    taking: TakingRule | None = None,
    records: RecordRule | None = None,
    services: Mapping[str, Service] | None = None,
    asks_within: int = 0,
    **changes: Any,
) -> Hall:
    """The small hall, with other rules, further services, or any other part of it replaced.

    ``asks_within`` is ``soonest_finish_seconds``: 0, because most tests call faster than people do.
    """
    calls = dataclasses.replace(calls or CallRule(), soonest_finish_seconds=asks_within)
    hours = DayHours(TimeOfDay(8 * 60), TimeOfDay(16 * 60))
    hall = Hall(
        hall=Identity({"id": "MPP Contoh", "en": "Sample hall"}, "Asia/Makassar", practice=True),
        week=dict.fromkeys(Weekday, hours),
        zone={"A": Zone({"id": "Zona A"}), "B": Zone({"id": "Zona B"})},
        agency={"AB": Agency({"id": "Dinas Kependudukan"}, "A"), "BA": Agency({"id": "Kantor Pajak"}, "B")},
        service={
            "AB.1": Service({"id": "KTP", "en": "Identity card"}, 6.0),
            "AB.2": Service({"id": "Akta", "en": "Certificate"}, 10.0),
            "AB.3": Service({"id": "Ambil dokumen", "en": "Collect"}, 2.0, pickup=True),
            "BA.1": Service({"id": "NPWP", "en": "Tax number"}, 5.0),
            "BA.2": Service({"id": "Lapor pajak", "en": "Tax return"}, 12.0),
            **(services or {}),
        },
        counter={"1": Counter("AB"), "2": Counter("AB"), "3": Counter("BA"), "4": Counter("BA")},
        kiosk={"K1": Kiosk("A"), "K2": Kiosk("B")},
        display={"D1": Display(("A",)), "D2": Display(("B",))},
        rules=Rules(
            priority or PriorityRule(),
            calls,
            taking or TakingRule(),
            records or BRIEF_OUTAGES,
        ),
    )
    return dataclasses.replace(hall, **changes)


def hall_at_noon(**changes: Any) -> Hall:
    """The small hall where it is about noon now, by the machine's own clock: a share's cannot be moved."""
    ahead = 12 - datetime.datetime.now(datetime.UTC).hour
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
    return small_hall(hall=Identity({"id": "MPP Contoh", "en": "Sample hall"}, zone, **changes))


@contextlib.contextmanager
def open_hall(
    folder: Path, hall: Hall | None = None, *, clock: StandingClock | None = None, device: str = "test"
) -> Iterator[HallFile]:
    """A hall's file in ``folder``, made if it is not there yet; its clock is ``hall_file.clock``."""
    clock = clock or StandingClock()
    if not ((folder / "hall.db").exists() or (folder / "server.toml").exists()):
        create.create(folder, hall or small_hall(), clock)
    hall_file = HallFile.open(folder, device=device, clock=clock)
    try:
        yield hall_file
    finally:
        hall_file.close()
