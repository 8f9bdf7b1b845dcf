"""When a PC goes over to a version that it has fetched, and that it keeps it.

Side by side as long as the hall's file allows: a version that changes nothing in the file is taken at the next idle
moment. One that changes it waits for the hall to be closed and for every running program to have it on its PC: an older
program refuses a file of a newer one. Whoever is refused so goes over at once.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from shared import launcher
from shared.launcher import VersionChoice
from shared.store.live_program import LiveProgram, this_version
from shared.store.sqlite.migrations import KNOWN
from shared.updates import manifest
from shared.updates.manifest import Manifest


def installed_folder() -> Path | None:
    """Where the installed version lies; None for a program that no launcher started: it stays what it is."""
    starter = os.environ.get(launcher.LAUNCHER)
    return Path(starter).parent.parent / "versions" if starter else None


def candidate(running: str = "") -> Manifest | None:
    """The newest version on this PC that is newer than the one that runs, and did not fail here before."""
    now = running or this_version()
    installed = installed_folder()
    if installed is None or not now:
        return None
    refused = launcher.read_choice().refused
    names = [
        name
        for name in launcher.versions(installed)
        if launcher.rank(name) > launcher.rank(now) and name not in refused
    ]
    for name in sorted(names, key=launcher.rank, reverse=True):
        try:
            text = (launcher.versions(installed)[name] / manifest.MANIFEST).read_text(encoding="utf-8")
            return manifest.parse(text)
        except (OSError, UnicodeDecodeError, manifest.EnvironmentFault):
            continue
    return None


def changes_file(update: Manifest) -> bool:
    """Whether it changes the hall's file, so that programs of this version would refuse it."""
    return not KNOWN.issuperset(update.schema)


def may_switch(
    update: Manifest,
    *,
    idle: bool,
    closed: bool,
    refused_here: bool,
    programs: Iterable[LiveProgram],
    have: dict[str, tuple[tuple[str, ...], str]],
) -> bool:
    """Whether now is the moment. ``refused_here``: the hall's file is newer than this program already."""
    if refused_here:
        return True
    if not changes_file(update):
        return idle
    others = (one for one in programs if one.locked)
    return (
        closed
        and idle
        and all(one.version == update.version or update.version in have.get(one.pc, ((), ""))[0] for one in others)
    )


def switch(update: Manifest, running: str = "") -> bool:
    """Choose it for the next start, on trial; whether that could be written."""
    before = launcher.read_choice()
    return launcher.write_choice(
        VersionChoice(
            use=update.version, before=before.use or running or this_version(), trial=True, refused=before.refused
        )
    )


def works() -> None:
    """This version was shown and ran for a while: it stays."""
    choice = launcher.read_choice()
    if choice.trial and choice.use == this_version():
        choice.trial, choice.starts = False, 0
        launcher.write_choice(choice)


def was_not_its_fault() -> None:
    """The hall was not there, so this start says nothing about the version: it does not count."""
    choice = launcher.read_choice()
    if choice.trial and choice.use == this_version() and choice.starts:
        choice.starts -= 1
        launcher.write_choice(choice)
