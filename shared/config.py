"""What a program is told at its start, and where it keeps what belongs to this PC alone."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.faults import EnvironmentFault, UsageFault, kind_of_write

HALL = "ANTREAN_HALL"
"""The hall's folder, where ``--hall`` is not given."""
LOCAL = "ANTREAN_LOCAL"
"""The folder for this PC's own state: spool, cursors, logs."""

BACKUP_TO = "ANTREAN_BACKUP_TO"
"""A folder on another disk of this PC, to which it copies the hall each hour and at closing."""


SUMMARY_TO = "ANTREAN_SUMMARY_TO"
"""A folder that is synchronised with other places: this PC leaves the hall's summary in it each minute."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of kiosk, counter and display. ``device`` is K1, a counter's number or D1."""

    hall: Path
    device: str
    windowed: bool = False  # a window instead of the whole screen: on a desktop, in the demo
    at: tuple[int, int] | None = None  # where a window is on the screen, in pixels
    drive: Path | None = None  # socket for `shared.qt.remote_control`
    lang: str | None = None  # the language to start in; the hall's first if missing
    officer: str | None = None  # who sits at the counter
    renderer: str = "auto"  # auto, software or opengl
    sound: bool = True  # whether a display opens the sound device
    rating: bool = False  # whether the kiosk stands at the exit and asks how it was
    supervisor: bool = False  # whether the counter opens as the supervisor's window


def hall_folder(given: str | Path | None) -> Path:
    """The hall's folder as given or from ANTREAN_HALL; :class:`UsageFault` when neither names one."""
    named = given or os.environ.get(HALL)
    if not named:
        raise UsageFault("No hall is named.", f"Add --hall FOLDER (where hall.db lies), or set {HALL}.")
    return _place(named)


def _place(named: str | Path) -> Path:
    """The absolute path of a name, also valid for processes that a program starts in another folder."""
    return Path(named).expanduser().absolute()


def backup_folder() -> Path | None:
    """The folder on another disk that ANTREAN_BACKUP_TO names; None when this PC has none."""
    named = os.environ.get(BACKUP_TO)
    return _place(named) if named else None


def summary_folder() -> Path | None:
    """The folder for the hall's summary that ANTREAN_SUMMARY_TO names; None when this PC writes none."""
    named = os.environ.get(SUMMARY_TO)
    return _place(named) if named else None


def local_folder() -> Path:
    """This PC's own state: ANTREAN_LOCAL, or the platform's folder for state. It is made when missing."""
    folder = _local_place()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        kind = kind_of_write(error)
        raise EnvironmentFault(
            kind,
            f"This PC's own folder {folder} cannot be made ({error.strerror}).",
            f"Set {LOCAL} to a folder that can be written.",
        ) from None
    return folder


def _local_place() -> Path:
    named = os.environ.get(LOCAL)
    if named:
        return _place(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "Antrean"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "antrean"
