"""What befalls the open hall of a test on its server, and what people do there past the programs."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from shared.faults import EnvironmentFault
from shared.store.engine_choice import server_part
from tests.helpers.store.away import away


def put_out(hall: Any) -> None:
    """The server ends every connection of the hall, and lets everybody in again."""
    with away(hall.folder):
        pass


@contextlib.contextmanager
def beside(hall: Any) -> Iterator[psycopg.Connection[Any]]:
    """Whoever keeps the server, in the hall's tables."""
    with server_part("server_making").opened(hall.address) as connection:
        yield connection


def by_hand(hall: Any, *statements: str) -> None:
    with beside(hall) as connection:
        for statement in statements:
            connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]


@contextlib.contextmanager
def spoilt(hall: Any, change: str, back: str) -> Iterator[None]:
    """Within it the tables are otherwise than when the hall was opened; its schema serves other tests, too."""
    by_hand(hall, change)
    try:
        yield
    finally:
        by_hand(hall, back)


def refused(doing: Callable[[], object]) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as raised:
        doing()
    assert raised.value.remedy
    return raised.value
