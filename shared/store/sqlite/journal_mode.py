"""Which journal mode a hall works with: it is stored in the file, and every PC uses the same."""

from pathlib import Path

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share import heartbeats, share_profile


class _OfAnyMode(HallFile):
    """Opened whatever mode the hall works with, so that it can be changed."""

    def _agree_on_journal(self, stored: str | None) -> None:
        super()._agree_on_journal(share_profile.PERSIST)  # right on every share


def agree(folder: Path, mode: str, clock: Clock) -> None:
    """Write the hall's journal mode, while no other program is in the hall.

    UsageFault for a mode that is unknown, or that this PC's mount cannot work with. What is refused when a hall is
    opened is refused here, too.
    """
    if mode not in (share_profile.DELETE, share_profile.PERSIST):
        raise UsageFault(
            f"Journal mode {mode} is not for a share.", "Write delete or persist.", (share_profile.PERSIST,)
        )
    with _OfAnyMode.open(folder, device="check", clock=clock) as file:
        assert file.recipe is not None
        if mode != share_profile.PERSIST == share_profile.journal_for(file.recipe.mount):
            kind = file.recipe.mount.file_system
            raise UsageFault(
                f"Over {kind} a hall cannot work with journal mode {mode}.", f"Write {share_profile.PERSIST}."
            )
        others = heartbeats.live_programs(folder, clock=clock, direct=file.recipe.direct)
        if others:
            who = ", ".join(sorted({f"{one.device} on {one.pc}" for one in others}))
            raise EnvironmentFault(Kind.BUSY, f"Programs are in the hall: {who}.", "Close them, then try again.")
        with file.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('journal', ?)", (mode,))
