"""Windows programs under wine and Linux programs work in one hall.db: nothing is lost, doubled, stuck or unseen.

``ANTREAN_WINE_PROGRAMS`` of each (3), for ``ANTREAN_WINE_SECONDS`` (25).
"""

import json
import os
import subprocess
import sys
import time

from shared.clock import clock_from, parse_instant
from shared.tools.bench import verdict
from tests.helpers.cli import MORNING
from tests.wine import bed
from tests.wine.hall import around, make

_ROLES = (("kiosk", "1.5"), ("counter", "1"), ("display", "1"))
"""By turns, each with its acts in a second."""


def _programs(of: int) -> list[tuple[str, str, str, bool]]:
    """Role, name, acts in a second, whether it runs under wine: as many of Windows as of Linux."""
    found: list[tuple[str, str, str, bool]] = []
    for at in range(of):
        role, rate = _ROLES[at % len(_ROLES)]
        for under_wine in (True, False):
            desk, other = str(2 * at + under_wine), f"{'w' if under_wine else 'l'}{at}"
            found.append((role, desk if role == "counter" else other, rate, under_wine))
    return found


def test_windows_and_linux_programs_mixed(tmp_path):
    programs = _programs(int(os.environ.get("ANTREAN_WINE_PROGRAMS", "3")))
    hall = make(tmp_path, counters=[name for role, name, _, _ in programs if role == "counter"])
    seconds = os.environ.get("ANTREAN_WINE_SECONDS", "25")
    running = []
    for role, name, rate, under_wine in programs:
        line = ["-m", "shared.cli", "bench", "client", "--role", role, "--name", name, "--rate", rate]
        line += ["--seconds", seconds, "--json"]
        local = tmp_path / f"local-{name}"
        if under_wine:
            running.append((name, bed.start(line, around(hall, local))))
        else:
            more = {"ANTREAN_HALL": str(hall), "ANTREAN_LOCAL": str(local), "ANTREAN_CLOCK": MORNING}
            around_it = {**os.environ, **more, "ANTREAN_HINT": "loopback"}
            pipe = subprocess.PIPE
            running.append((name, subprocess.Popen([sys.executable, *line], env=around_it, stdout=pipe, text=True)))
    claims = []
    for name, process in running:
        told, _ = process.communicate(timeout=float(seconds) + 900)
        assert process.returncode == 0, name
        claims.append(json.loads(told.splitlines()[-1]))
    begun = time.monotonic()
    found = verdict.verdict(hall, clock_from(parse_instant(MORNING)), claims)
    done = sum(act["act"] in ("issue", "next") for claim in claims for act in claim["acts"])
    errors = [claim["errors"] for claim in claims if claim["errors"]]
    sys.stdout.write(f"under wine and Linux mixed: {done} acts, {found}, judged in {time.monotonic() - begun:.1f} s\n")
    assert found.sound, found
    assert not errors
    idle = [name for (name, _), claim in zip(running, claims, strict=True) if not claim["acts"]]
    assert not idle, "everybody acted or saw"
