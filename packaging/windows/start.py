"""``antrean.exe`` and ``antreanw.exe`` (the same without a console): the version of Antrean that this PC is to run.

The programs start parts of themselves with ``-m MODULE``, as with any Python.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

OWN = Path(sys.executable).parent


def main() -> NoReturn:
    """One of the parts, or the command line of the version that is to be used."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # without a console there is nothing to write to
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    multiprocessing.freeze_support()
    console = OWN / "antrean.exe"
    asked = Path(sys.executable).name
    sys.executable = str(console)  # for its parts: they talk through pipes
    if sys.argv[1:2] == ["-m"]:
        module = sys.argv[2]
        sys.argv = [module, *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.exit(0)

    from shared import launcher  # noqa: PLC0415 - not for the parts

    def begin(chosen: Path, command: Sequence[str], _environment: Mapping[str, str]) -> int:
        os.environ[launcher.LAUNCHER] = str(console)
        if chosen == OWN:
            return _run()
        return subprocess.call([str(chosen / asked), *command])

    if launcher.LAUNCHER not in os.environ and OWN.parent.name == "versions":
        sys.exit(launcher.main([str(OWN.parent), *sys.argv[1:]], begin))
    sys.exit(_run())


def _run() -> int:
    from shared import cli  # noqa: PLC0415 - only when it is this version's turn

    cli.main()
    return 0


if __name__ == "__main__":
    main()
