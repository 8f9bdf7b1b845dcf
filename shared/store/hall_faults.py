"""What can be wrong with a hall's database, in a plain sentence with its remedy, for any engine."""

from typing import Any

from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.text.dates import clock_words, wall_clock
from shared.text.languages import ENGLISH

_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.BUSY: (
        "Other programs hold the hall's file.",
        "It is tried again by itself; if it stays so, run `antrean check` on this PC and on the one that hangs.",
    ),
    Kind.HELD: (
        "Another program holds the hall's file.",
        "Kiosks go on with numbers of their own, and everything goes on by itself when it lets go. Exclude hall.db, "
        "hall.db-journal and hall.alive in virus scanners, indexers and backup programs (for backups there are copies "
        "in the folder `backups`), or close the sqlite3 that has the file open. `antrean check` finds which program "
        "it is. If a PC went off in the middle of a write, the server frees its lock within seconds.",
    ),
    Kind.SLOW: (
        "The share answers too slowly: this write was given up before it could do harm.",
        "Run `antrean check` to measure the share; look at the network cable, the switch and the server's load.",
    ),
    Kind.GONE: (
        "The share with the hall's file does not answer.",
        "Check the network cable and the server; the program goes on by itself when the share is back.",
    ),
    Kind.FULL: (
        "The disk that holds the hall's file is full.",
        "Free some space on the server; nothing was changed in the hall's file.",
    ),
    Kind.READ_ONLY: (
        "This PC may not write to the hall's folder.",
        "Give this user the right to write, create and delete in the folder on the server, or mount it read-write.",
    ),
    Kind.CORRUPT: (
        "The hall's file is damaged.",
        "Close all programs, keep a copy of the folder, then run `antrean restore` (or `antrean salvage`).",
    ),
    Kind.WRONG_HALL: (
        "The hall's file was replaced by another one while this program had it open.",
        "Close all programs of the hall and start them again; restore a backup only with `antrean restore`.",
    ),
    Kind.NO_HALL: (
        "The folder with the hall's file is not there.",
        "See that the share is mounted; the program goes on by itself when the folder is back.",
    ),
    Kind.NEWER_SCHEMA: (
        "The hall's file was written by a newer program.",
        "Install the newer program on this PC too.",
    ),
    Kind.UNSAFE_SHARE: (
        "The locks of this share cannot be trusted.",
        "Run `antrean check` on this PC: it says what to change.",
    ),
    Kind.BUG: (
        "The program asked the hall's file for something impossible.",
        "Nothing was changed. Please send the log to the people who maintain Antrean.",
    ),
}
NO_ROOM = frozenset({Kind.FULL, Kind.READ_ONLY, Kind.BUG})
"""Faults of a write on a share that answers."""


class HalfCommit(EnvironmentFault):
    """The share went away inside COMMIT: done or not done, only the file knows.

    Ask again with the same request id once the share is back (``StoreThread`` does): the first outcome is
    answered if there was one, and the act is done now if there was none.
    """

    def repeat_with(self, request: str) -> EnvironmentFault:
        """The same for the person who typed the command: how to find out whether it was done."""
        return EnvironmentFault(
            self.kind,
            "The share went away while the act was being written.",
            f"When it is back, repeat the command with --request {request}: if it was done, it says so and does "
            "nothing; if not, it is done then.",
        )


class Held(EnvironmentFault):
    """Another program has locked the hall's file. ``since`` when, in the time zone ``zone``."""

    def __init__(self, since: Instant, zone: str) -> None:
        time = clock_words(wall_clock(since, zone), ENGLISH)
        super().__init__(Kind.HELD, f"Another program has held the hall's file since {time}.", _WORDS[Kind.HELD][1])
        self.since = since
        self.zone = zone

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it can be sent from one process to another."""
        return type(self), (self.since, self.zone)


def newer_change(place: object, name: str) -> EnvironmentFault:
    """A newer Antrean has changed the tables by what bears that name."""
    return EnvironmentFault(
        Kind.NEWER_SCHEMA,
        f"{place} was changed by a newer Antrean ({name}, which this program does not know).",
        "Install on this PC the version that the other PCs run. Nothing was changed.",
    )


def fault(kind: Kind, *, what: str = "", remedy: str = "") -> EnvironmentFault:
    """A fault of that kind in the words of this table; ``what`` or ``remedy`` replace its own."""
    sentence, cure = _WORDS[kind]
    return EnvironmentFault(kind, what or sentence, remedy or cure)


def half_commit(kind: Kind) -> HalfCommit:
    """The fault of a COMMIT that was cut off."""
    sentence, remedy = _WORDS[kind]
    return HalfCommit(kind, sentence, remedy)
