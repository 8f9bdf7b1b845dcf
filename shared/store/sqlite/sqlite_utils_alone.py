"""sqlite-utils without numpy, which it loads wherever that is installed: a slower start, and threads of its own.

A keeper forks programs that it has loaded, which must have begun no thread; and ``antrean next`` is not to wait.
"""

import sys
from typing import Any, cast

_MODULES = cast("dict[str, Any]", sys.modules)
_was_there = "numpy" in _MODULES
if not _was_there:
    _MODULES["numpy"] = None  # as if it were not installed, while sqlite-utils looks for it
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    if not _was_there:
        del _MODULES["numpy"]

__all__ = ["Database", "Migrations"]
