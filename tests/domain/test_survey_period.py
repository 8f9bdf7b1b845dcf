"""Periods as offices name them."""

import pytest

from shared.domain.survey_period import period


@pytest.mark.parametrize(("text", "code", "first", "last"), [
    ("2026", "2026", "2026-01-01", "2026-12-31"),
    ("2026-s2", "2026-S2", "2026-07-01", "2026-12-31"),
    ("2026-TW1", "2026-Q1", "2026-01-01", "2026-03-31"),
    (" 2026-Q4 ", "2026-Q4", "2026-10-01", "2026-12-31"),
    ("2028-02", "2028-02", "2028-02-01", "2028-02-29"),
])  # fmt: skip
def test_a_period_by_its_name(text: str, code: str, first: str, last: str) -> None:
    found = period(text)
    assert found is not None
    assert (found.code, found.first, found.last) == (code, first, last)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-S3", "2026-Q0", "2026-1", "2026-11-01", "0000", "x2026"])
def test_anything_else_is_none(text: str) -> None:
    assert period(text) is None
