"""Which journal mode a hall works with; every PC uses the same."""

from pathlib import Path

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import alive, mounts, recipe
from shared.store.connection import FILE, connect


def agree(folder: Path, mode: str, clock: Clock) -> None:
    """Write the hall's journal mode, with nobody else in the hall. UsageFault for an unknown mode."""
    if mode not in (recipe.DELETE, recipe.PERSIST):
        raise UsageFault(f"Journal mode {mode} is not for a share.", "Write delete or persist.", (recipe.PERSIST,))
    chosen = recipe.of(mounts.mount_of(folder))
    others = alive.live_programs(folder, clock=clock, direct=chosen.direct)
    if others:
        who = ", ".join(sorted({f"{one.device} on {one.pc}" for one in others}))
        raise EnvironmentFault(Kind.BUSY, f"Programs are in the hall: {who}.", "Close them, then try again.")
    recipe.prepare(chosen)
    connection = connect(folder / FILE, journal=recipe.PERSIST, synchronous=chosen.synchronous)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('journal', ?)", (mode,))
        connection.execute("COMMIT")
    finally:
        connection.close()
