"""``antrean.exe`` and ``antreanw.exe`` (the same without a console): the version of Antrean that this PC is to run.

The programs start parts of themselves with ``-m MODULE``, as with any Python. A screen of another version, or one that
may have to be followed by another, runs beside this process, which waits for it.
"""

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

OWN = Path(sys.executable).parent
ASKED = Path(sys.executable).name
CONSOLE = "antrean.exe"
_NO_WINDOW = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0


def main() -> NoReturn:
    """One of the parts, or the command line of the version that is to be used."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # without a console there is nothing to write to
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    multiprocessing.freeze_support()
    sys.executable = str(OWN / CONSOLE)  # for its parts: they talk through pipes
    if sys.argv[1:2] == ["-m"]:
        module = sys.argv[2]
        sys.argv = [module, *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.exit(0)

    from shared import launcher  # noqa: PLC0415 - not for the parts

    if launcher.LAUNCHER not in os.environ and OWN.parent.name == "versions":
        sys.exit(launcher.main([str(OWN.parent), *sys.argv[1:]], _begin))
    sys.exit(_run())


def _begin(chosen: Path, command: Sequence[str], environment: Mapping[str, str]) -> int:
    from shared import launcher  # noqa: PLC0415 - see above
    from shared.win32 import job  # noqa: PLC0415

    if chosen == OWN and not (command and command[0] in launcher.SCREENS):
        return _run()
    job.end_with_this_process()  # whoever ends the one in the Task Manager ends both
    # never the one without a console: when it cannot start, it shows a box and waits for a hand
    nothing, flags = (None, 0) if ASKED == CONSOLE else (subprocess.DEVNULL, _NO_WINDOW)
    line = [str(chosen / CONSOLE), *command]
    with subprocess.Popen(
        line, env=dict(environment), stdin=nothing, stdout=nothing, stderr=nothing, creationflags=flags
    ) as running:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the program itself
        try:
            return running.wait()
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _run() -> int:
    from shared import cli  # noqa: PLC0415 - only when it is this version's turn

    cli.main()
    return 0


if __name__ == "__main__":
    main()
