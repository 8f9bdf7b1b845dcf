"""How a figure is said to have changed."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from shared.domain.statistics.period import PeriodKind, ReportPeriod
from shared.reports import first_page
from shared.reports.first_page import HEADLINES

VISITS = HEADLINES[0]
DAY = datetime.date(2026, 11, 23)


def counted(visits: int) -> Any:
    total = SimpleNamespace(visits=visits)
    return SimpleNamespace(
        period=ReportPeriod(PeriodKind.DAY, DAY, DAY),
        statistics=SimpleNamespace(days=1, total=total),
        per=1,
        part=False,
    )


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (1000, 1, "turun lebih dari 99% dari hari biasa"),
        (250, 1, "turun lebih dari 99% dari hari biasa"),
        (1000, 0, "turun 100% dari hari biasa"),
        (100, 1, "turun 99% dari hari biasa"),
        (100, 200, "naik 100% dari hari biasa"),
        (100, 100, "sama seperti hari biasa"),
    ],
)
def test_all_are_gone_only_when_nobody_came(before: int, now: int, said: str) -> None:
    assert first_page.change(VISITS, counted(now), counted(before), "id") == said
