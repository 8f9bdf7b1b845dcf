"""Copy a newer version from the hall's folder to this PC: whole, checked against its signed manifest, or not at all.

A file that a version on this PC has already is taken from there, so that an update of Antrean alone is a small one.
"""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared import launcher
from shared.faults import EnvironmentFault, Kind, kind_of_write
from shared.store.live_program import this_pc
from shared.updates import manifest as manifests
from shared.updates.manifest import MANIFEST, Manifest, fault

READY = "ready"
_SPARE = 50_000_000
_OWN = frozenset({"shared", "kiosk", "counter", "display", "printers"})


@dataclass(frozen=True, slots=True)
class OfferedVersion:
    """A version in the hall's folder. ``why_not`` says why this PC does not take it; empty when it does."""

    version: str
    manifest: Manifest | None = None
    why_not: EnvironmentFault | None = None


def offered(hall: Path, keys: frozenset[bytes] | None = None) -> list[OfferedVersion]:
    """The versions in the hall's folder for this kind of PC, newest first."""
    trusted = manifests.trusted_keys() if keys is None else keys
    place = hall / manifests.FOLDER
    try:
        names = [path.name for path in place.iterdir() if manifests.need_version(path.name)]
    except OSError:
        return []
    return [_found(place / name, trusted) for name in sorted(names, key=launcher.rank, reverse=True)]


def _found(folder: Path, keys: frozenset[bytes]) -> OfferedVersion:
    try:
        return OfferedVersion(folder.name, manifests.read_signed(folder, manifests.platform(), keys))
    except EnvironmentFault as wrong:
        return OfferedVersion(folder.name, why_not=wrong)


def fetch(hall: Path, update: Manifest, installed: Path | None, tell: Callable[[int, int], None]) -> Path:
    """Copy it; its folder on this PC. EnvironmentFault when that cannot be: nothing is left, what runs goes on."""
    place = launcher.fetched_folder()
    target = place / update.version
    half = place / f".{update.version}.part"
    if (target / MANIFEST).exists():
        return target
    source = hall / manifests.FOLDER / update.version / update.platform
    try:
        place.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(half, ignore_errors=True)  # half copied when the power went
        _need_room(place, update)
        have = dict(_have(place, installed))
        for at, (name, (wanted, _size)) in enumerate(update.files.items()):
            _take(source / name, half / name, wanted, have.get(wanted))
            tell(at + 1, len(update.files))
        _finish(half, update)
        shutil.rmtree(target, ignore_errors=True)
        half.rename(target)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise EnvironmentFault(
            kind_of_write(error) if error.errno else Kind.GONE,
            f"The update {update.version} could not be copied ({error.strerror or error}).",
            "It is tried again by itself. Look at the free space of this PC's disk and at the share.",
        ) from None
    except EnvironmentFault:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return target


def _need_room(place: Path, update: Manifest) -> None:
    free = shutil.disk_usage(place).free
    if free < update.total + _SPARE:
        told = f"{update.total // 1_000_000 + 50} MB are needed in {place}, {free // 1_000_000} MB are free."
        raise fault(
            f"There is no room for the update {update.version}: {told}", "Free some space on this PC.", Kind.FULL
        )


def _have(place: Path, installed: Path | None) -> Iterator[tuple[str, Path]]:
    """The files of the versions on this PC, by their hash, as their own manifests say."""
    for parent in (place, installed):
        if parent is None or not parent.is_dir():
            continue
        for folder in parent.iterdir():
            with contextlib.suppress(OSError, EnvironmentFault, UnicodeDecodeError):
                if not folder.name.startswith("."):
                    there = manifests.parse((folder / MANIFEST).read_text(encoding="utf-8"))
                    yield from ((wanted, folder / name) for name, (wanted, _) in there.files.items())


def _take(source: Path, target: Path, wanted: str, have: Path | None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    for place in (have, source):
        if place is not None and place.is_file():
            shutil.copyfile(place, target)
            if manifests.digest(target) == wanted:
                return
    if not source.is_file():
        raise fault(f"The update is not complete: {source.name} is missing.", "Publish it again.")
    raise fault(
        f"The update was changed after it was made: {source.name} is not what its manifest says.", "Publish it again."
    )


def _finish(half: Path, update: Manifest) -> None:
    """What belongs to this PC: the link to its Python, compiled modules; last the manifest, the sign of a whole one."""
    if update.platform == "linux":
        python = half / launcher.program(half).relative_to(half)
        python.parent.mkdir(exist_ok=True)
        python.symlink_to("/usr/bin/python3")  # as in the package; pyvenv.cfg names the same
        # Antrean's own modules; those of others are compiled where they are first imported, by this same user
        own = [str(path) for path in (half / "lib/common").glob("*") if path.name in _OWN]
        command = [str(python), "-I", "-m", "compileall", "-q", *own]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (half / MANIFEST).write_text(manifests.text_of(update), encoding="utf-8")


# --- who has what -----------------------------------------------------------------------------------------------------


def tell_ready(hall: Path, have: tuple[str, ...], trouble: str = "") -> None:
    """Let the others know which versions this PC could start, and what keeps it from another one."""
    place = hall / manifests.FOLDER / READY
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        half = place / f".{this_pc()}.{os.getpid()}"
        half.write_text(json.dumps({"versions": list(have), "trouble": trouble}) + "\n", encoding="utf-8")
        half.replace(place / f"{this_pc()}.json")


def ready(hall: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """Each PC that told: the versions it has, and its trouble."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    with contextlib.suppress(OSError):
        for path in (hall / manifests.FOLDER / READY).glob("*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                table = json.loads(path.read_text(encoding="utf-8"))
                found[path.stem] = (tuple(map(str, table["versions"])), str(table["trouble"]))
    return found
