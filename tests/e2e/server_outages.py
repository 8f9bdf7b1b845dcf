"""What can befall a server under running programs; as a command: how soon each program says so."""

import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.tools.demo.driven_program import Driven
from tests.helpers.real_hall import RealHall
from tests.helpers.server import both, cluster
from tests.helpers.server.cluster import Cluster

_FULL = """
    CREATE FUNCTION public.no_room() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON {schema}.events EXECUTE FUNCTION public.no_room();
    CREATE TRIGGER no_room BEFORE UPDATE ON {schema}.pulse EXECUTE FUNCTION public.no_room()"""


@dataclass(frozen=True, slots=True)
class Outage:
    """How it begins and ends; ``reads`` goes on where only writing is refused."""

    begin: Callable[[Cluster, str], object]
    end: Callable[[Cluster, str], object]
    reads: bool = False


OUTAGES: Mapping[str, Outage] = {
    "silent": Outage(lambda server, _: server.freeze(), lambda server, _: server.go_on()),
    "stopped at once": Outage(lambda server, _: server.stop(signal.SIGQUIT), lambda server, _: server.start()),
    "refusing": Outage(lambda server, _: server.refuse(), lambda server, _: server.let_in()),
    "full": Outage(
        lambda server, schema: server.sql(_FULL.format(schema=schema)),
        lambda server, _: server.sql("DROP FUNCTION public.no_room() CASCADE"),
        reads=True,
    ),
}


@contextlib.contextmanager
def hall_on(server: Cluster, url: str, place: Path, printer: str | None = None) -> Iterator[tuple[RealHall, str]]:
    """A hall with real programs on this server, and its schema; no press is asked whether it is a slip."""
    before = os.environ.get(both.SERVER)
    os.environ.update({both.SERVER: url, "PGUSER": cluster.USER})
    both.use_server()
    try:
        with RealHall(place, printer, asks_within=0) as hall:
            schema = server.sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%'")
            yield hall, schema
    finally:
        if before is None:
            del os.environ[both.SERVER]
        else:
            os.environ[both.SERVER] = before


def says_so(program: Driven) -> bool:
    """Whether a screen tells that the hall is out of reach: each in its own words."""
    return bool(
        program.words("going_on")
        or program.words("stale")
        or any(word in program.words("share") for word in ("Terputus", "Ditahan"))
    )


def measured() -> list[str]:
    """Seconds from the beginning of each outage until each program's screen says so, as a table."""
    rows = ["| outage | kiosk | counter | display |", "|---|---:|---:|---:|"]
    with (
        cluster.temporary() as server,
        tempfile.TemporaryDirectory() as place,
        hall_on(server, server.url(), Path(place)) as (hall, schema),
    ):
        kiosk, counter, display = hall.start("kiosk", "K1"), hall.start("counter", "1"), hall.start("display", "D1")
        kiosk.until(lambda: kiosk.ready("agency:AB"), "the kiosk")
        counter.until(lambda: counter.words("share") == "Tersambung", "the counter")
        display.until(lambda: display.words("clock"), "the display")
        for name, outage in OUTAGES.items():
            if outage.reads:
                continue  # it shows with the first press
            time.sleep(8)  # they are at rest
            begun, said = time.monotonic(), dict[str, float]()
            outage.begin(server, schema)
            while len(said) < 3 and time.monotonic() - begun < 30:
                for program in (kiosk, counter, display):
                    if program.name not in said and says_so(program):
                        said[program.name] = time.monotonic() - begun
            told = (f"{said.get(program.name, 99):.1f} s" for program in (kiosk, counter, display))
            rows.append(f"| {name} | {' | '.join(told)} |")
            outage.end(server, schema)
            for program in (kiosk, counter, display):
                program.until(lambda one=program: not says_so(one), "its end")
    return rows


if __name__ == "__main__":
    sys.stdout.write("\n".join(measured()) + "\n")
