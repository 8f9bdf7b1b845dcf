"""Which tests are run, and in which order.

``pytest --part 2/3``: the second of three parts of the tests, each about as large, all kinds in each. For a machine
whose time does not reach for all of them at once: parts by the day reach them all in the end.

What takes long begins first: begun last, it would leave the other cores without work.
"""

import zlib

import pytest

LONGEST = (
    "tests/e2e/",
    "tests/torture/",
    "tests/test_setup",
    "tests/voice/",
    "tests/tools/",
    "tests/cli/",
    "tests/kiosk/",
)


def add_option(parser: pytest.Parser) -> None:
    parser.addoption("--part", metavar="K/N", type=_part, help="the K-th of N parts of the tests")


def _part(text: str) -> tuple[int, int]:
    """The part and how many there are; ValueError if it is none."""
    part, parts = (int(number) for number in text.split("/"))
    if not 1 <= part <= parts:
        raise ValueError(text)
    return part, parts


def keep_part(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what belongs to another part: a test's name decides, so that it is in the same part everywhere."""
    if given := config.getoption("--part"):
        part, parts = given
        left = [item for item in items if zlib.crc32(item.nodeid.encode()) % parts != part - 1]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def begin_with_the_longest(items: list[pytest.Item]) -> None:
    """In a run by several processes files are given out one by one, in this order (``--no-loadscope-reorder``)."""
    ranks = dict(enumerate(LONGEST))
    items.sort(key=lambda item: next((at for at, path in ranks.items() if item.nodeid.startswith(path)), len(ranks)))
