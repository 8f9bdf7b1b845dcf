"""Which of the versions on this PC is started: the installed one, or one that came over the share.

It runs before any of them, with Python's own library alone, so a version that cannot start cannot keep it from going
back: a version that is new on this PC has three starts to show that it works. Also the home of the PC's own settings
(``antrean.conf``), which every program reads, however it is started.
"""

import codecs
import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

CONF = "ANTREAN_CONF"
"""Another file than the usual one for this PC's settings."""
VERSIONS = "ANTREAN_VERSIONS"
"""The folder for versions that come over the share."""
LAUNCHER = "ANTREAN_LAUNCHER"
"""Set for a program that was started by the launcher: the command that starts it again, maybe in another version."""
STATE = "version.json"
SCREENS = ("kiosk", "counter", "display")
RESTART = 75
"""The exit code of a program that wants to be started again, as another version."""
NO_OTHER_HELPS = frozenset({0, 2, 3})
"""Left on purpose, a wrong command line, no usable hall: another version would end like this one."""
STARTS = 3
"""So often a version that is new on this PC may be started without working."""
_DEBIAN_STATE = Path("/var/lib/antrean")


# --- the PC's settings ------------------------------------------------------------------------------------------------


def conf_places() -> tuple[Path, ...]:
    """Where this PC's settings may lie; the first that exists is read, and where none does the last is written."""
    named = os.environ.get(CONF)
    if named:
        return (Path(named),)
    if sys.platform == "win32":
        user = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
        return (
            user / "Antrean/antrean.conf",
            Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / "Antrean/antrean.conf",
        )
    return (
        Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "antrean/antrean.conf",
        Path("/etc/antrean/antrean.conf"),
    )


def settings(text: str) -> dict[str, str]:
    """The NAME=VALUE lines of a settings file, as systemd reads them too; anything else is left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        name = name.strip()
        if equals and name.startswith("ANTREAN_") and name.isidentifier():
            value = value.strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            found[name] = value
    return found


def settings_text(place: Path) -> str:
    """What a settings file says, however an editor of Windows saved it. OSError when it cannot be read."""
    content = place.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("mbcs" if sys.platform == "win32" else "latin-1")


def use_settings() -> None:
    """Put this PC's settings into the environment, where it does not say otherwise already."""
    for place in conf_places():
        with contextlib.suppress(OSError):
            for name, value in settings(settings_text(place)).items():
                os.environ.setdefault(name, value)
            return


# --- which version ----------------------------------------------------------------------------------------------------


@dataclass
class VersionChoice:
    """What this PC (or this user of it) decided. ``use`` empty: the installed version.

    ``starts``: how often ``use`` was started without having worked yet, while ``trial`` is true. ``refused``: the
    versions that did not work here, with the reason.
    """

    use: str = ""
    before: str = ""
    trial: bool = False
    starts: int = 0
    refused: dict[str, str] = field(default_factory=dict[str, str])


def state_folder() -> Path:
    """This PC's own folder, as :func:`shared.config.local_folder` finds it; it is not made here."""
    named = os.environ.get("ANTREAN_LOCAL")
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "Antrean"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "antrean"


def read_choice(folder: Path | None = None) -> VersionChoice:
    """The choice that is written; the installed version where none is, or the file is damaged."""
    try:
        table: Any = json.loads((folder or state_folder()).joinpath(STATE).read_text(encoding="utf-8"))
        known = {
            name: table[name]
            for name in asdict(VersionChoice())
            if type(table.get(name)) is type(getattr(VersionChoice(), name))
        }
        return VersionChoice(**known)
    except (OSError, ValueError, TypeError, AttributeError):
        return VersionChoice()


def write_choice(choice: VersionChoice, folder: Path | None = None) -> bool:
    """Write it whole or not at all; whether that could be done."""
    place = folder or state_folder()
    half = place / f"{STATE}.{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps(asdict(choice), indent=1) + "\n", encoding="utf-8")
        half.replace(place / STATE)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink()
        return False
    return True


def rank(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; what is no number counts as 0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def fetched_folder() -> Path:
    """Where versions lie that came over the share."""
    named = os.environ.get(VERSIONS)
    if named:
        return Path(named)
    if sys.platform == "linux" and (_DEBIAN_STATE / "versions").is_dir():
        return _DEBIAN_STATE / "versions"
    return state_folder() / "versions"


def versions(installed: Path) -> dict[str, Path]:
    """Every complete version on this PC, by its name; an installed one goes before a copy of it."""
    found: dict[str, Path] = {}
    for place in (fetched_folder(), installed):
        with contextlib.suppress(OSError):
            found.update(
                {path.name: path for path in place.iterdir() if not path.name.startswith(".") and _whole(path)}
            )
    return found


def _whole(folder: Path) -> bool:
    return program(folder).exists()


def program(folder: Path) -> Path:
    """What starts a version."""
    return folder / "antrean.exe" if sys.platform == "win32" else folder / "bin/python3"


def choose(installed: Path, *, screen: bool, folder: Path | None = None) -> Path | None:
    """The folder of the version to start; None when there is none at all.

    With ``screen`` a start counts: a version on trial that was started three times and did not work is left. Commands
    follow once a screen has worked with it.
    """
    there = versions(installed)
    own = [name for name in there if there[name].parent == installed]
    newest = max(own or there, key=rank, default=None)
    choice = read_choice(folder)
    if choice.use and (
        choice.use not in there or (newest is not None and choice.use != newest and rank(newest) > rank(choice.use))
    ):
        # its folder is gone, or something newer was installed since
        choice = VersionChoice(refused=choice.refused)
        write_choice(choice, folder)
    if choice.trial and screen:
        choice = _counted(choice)
        write_choice(choice, folder)
    # commands stay with what is known to work: whoever looks for help must not meet a version that cannot start
    wanted = choice.before if choice.trial and not screen else choice.use
    chosen = wanted if wanted in there else newest
    return there[chosen] if chosen is not None else None


def _counted(choice: VersionChoice) -> VersionChoice:
    if choice.starts < STARTS:
        choice.starts += 1
        return choice
    _say(
        f"Versi {choice.use} {STARTS} kali tidak dapat dijalankan. "
        f"PC ini kembali ke {choice.before or 'versi yang terpasang'}.",
        f"Version {choice.use} did not start {STARTS} times. "
        f"This PC goes back to {choice.before or 'the installed version'}.",
    )
    return VersionChoice(use=choice.before, refused={**choice.refused, choice.use: f"did not start {STARTS} times"})


def _say(indonesian: str, english: str) -> None:
    """In both languages: no version of Antrean, with its rule for the terminal's language, is known to work here."""
    sys.stderr.write(f"antrean: {indonesian}\n  {english}\n")


# --- the start --------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str], begin: Callable[[Path, Sequence[str], Mapping[str, str]], int] | None = None) -> int:
    """``launcher.py INSTALLED COMMAND...``: become the chosen version's program.

    Windows cannot: there ``begin`` runs it to its end, and a screen that wants another version, or that failed on
    trial, is followed by the version that is chosen next.
    """
    installed, command = Path(arguments[0]), list(arguments[1:])
    use_settings()
    with contextlib.suppress(OSError, AttributeError):
        # the service's user keeps its state there, also when a technician acts as this user
        if "ANTREAN_LOCAL" not in os.environ and _DEBIAN_STATE.stat().st_uid == os.geteuid() != 0:
            os.environ["ANTREAN_LOCAL"] = str(_DEBIAN_STATE)
    screen = bool(command) and command[0] in SCREENS
    os.environ[LAUNCHER] = str(starter(installed))
    while True:
        chosen = choose(installed, screen=screen)
        if chosen is None:
            _say(
                f"Tidak ada versi Antrean yang terpasang di {installed}. Pasang paketnya sekali lagi.",
                f"No version of Antrean is installed in {installed}. Install the package again.",
            )
            return 3
        code = (begin or _become)(chosen, command, os.environ)
        if not screen or code in NO_OTHER_HELPS or not wants_another_start(code):
            return code


def starter(installed: Path) -> Path:
    """What a person types, or a shortcut names, to start the chosen version."""
    return installed.parent / "bin" / ("antrean.cmd" if sys.platform == "win32" else "antrean")


def _become(folder: Path, command: Sequence[str], environment: Mapping[str, str]) -> int:
    """This process becomes the program: the service manager and the terminal see one process."""
    path = str(program(folder))
    os.execve(path, [path, "-I", "-m", "shared.cli", *command], dict(environment))


def wants_another_start(code: int) -> bool:
    """Whether the launcher decides about the next start: another version is wanted, or one is on trial."""
    return LAUNCHER in os.environ and (code == RESTART or (code != 0 and read_choice().trial))


def start_again(arguments: Sequence[str]) -> int:
    """Become the launcher again, with the same command. On Windows it waits for this process, and its code tells it."""
    if sys.platform != "win32":
        command = [os.environ[LAUNCHER], *arguments]
        os.execv(command[0], command)
    return RESTART


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
