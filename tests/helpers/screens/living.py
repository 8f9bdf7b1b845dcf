"""Widgets that ``qtbot`` is to close at a test's end, while Qt may have deleted them long before."""

import sys
from collections.abc import Callable


def only(found: Callable[[], object | None]) -> Callable[[], object | None]:
    """What ``found`` answers, but none once Qt has deleted it: its Python half may live on in a circle of them."""

    def living() -> object | None:
        widget = found()
        return widget if widget is not None and sys.modules["shiboken6"].isValid(widget) else None

    return living
