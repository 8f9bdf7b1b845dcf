"""The lock among the programs of one PC, as its operating system has it."""

import sys

if sys.platform == "win32":
    from shared.store.sqlite.locking.local_lock_windows import WindowsLocalLock as LocalLock
else:
    from shared.store.sqlite.locking.local_lock_linux import LocalLock

__all__ = ["LocalLock"]
