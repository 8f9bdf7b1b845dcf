"""Hypothesis strategies for any hall that the annotations allow, sensible or not."""

import dataclasses
import datetime
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from shared import records
from shared.domain.hall_data.hall import Hall, Span
from shared.domain.words import TimeOfDay

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(
    str.strip
)
_CODES = st.text(st.sampled_from("ABIMORSUZ0123456789.-_ \"'\\#[]="), min_size=1, max_size=5)
_LANGUAGES = st.sampled_from(["en", "jv", "ban", "bjn"])
_TIMES = st.integers(0, 47 * 60 + 59).map(TimeOfDay)
_DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))


def halls() -> st.SearchStrategy[Hall]:
    return _of(Hall)


def _of(hint: Any) -> st.SearchStrategy[Any]:
    bare = records.bare(hint)
    optional = bare is not hint
    strategy = _bare(bare)
    return st.none() | strategy if optional else strategy


def _bare(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if records.is_text(hint):
        return st.builds(
            lambda words, others: {"id": words} | others, _WORDS, st.dictionaries(_LANGUAGES, _WORDS, max_size=2)
        )
    if origin is Mapping:
        return st.dictionaries(_key(arguments[0]), _of(arguments[1]), max_size=2)
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=2).map(tuple)
    if hint is Span:
        return st.builds(Span, _TIMES, _TIMES)
    if hint is TimeOfDay:
        return _TIMES
    if dataclasses.is_dataclass(hint):
        fields = records.hints(typing.cast("type[Any]", hint))
        return st.builds(hint, **{name: _of(field) for name, field in fields.items()})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return {
        str: _WORDS,
        int: st.integers(-(2**40), 2**40),
        float: st.floats(allow_nan=False, allow_infinity=False, width=32),
        bool: st.booleans(),
        datetime.date: _DATES,
    }[hint]


def _key(hint: Any) -> st.SearchStrategy[Any]:
    return _CODES if hint is str else _bare(hint)
