"""A Windows Python with what the package needs and nothing else, so that PyInstaller has little to look at."""

import csv
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import prune
import wheels

from tests.wine import bed

ROOMS = ("shared", "kiosk", "counter", "display", "printers")
UNUSED = ("test", "idlelib", "lib2to3", "turtledemo", "tkinter", "ensurepip", "site-packages", "__pycache__")


def python(place: Path, more: Path) -> Path:
    """The folder of that Python: the versions of the lock, Qt without what no source imports, and the builder's own."""
    made = place / "python"
    shutil.copytree(
        bed.PYTHON.parent, made, copy_function=os.link, ignore=shutil.ignore_patterns(*UNUSED, "tcl*", "_tkinter*")
    )
    packages = made / "Lib/site-packages"
    packages.mkdir()
    for name in wheels.shipped(bed.ROOT):
        _lay(bed.PACKAGES, name, packages)
    prune.prune(packages, [bed.ROOT / room for room in ROOMS], prune.WINDOWS)
    for tests in list(packages.rglob("tests")):
        shutil.rmtree(tests)
    _lay(bed.PACKAGES, "packaging", packages)  # PyInstaller's own
    shutil.copytree(more, packages, copy_function=os.link, dirs_exist_ok=True)
    return made / "python.exe"


def _lay(source: Path, name: str, target: Path) -> None:
    """One distribution, as its own list of files has it."""
    for info in source.glob("*.dist-info"):
        if info.name.partition("-")[0].lower().replace("_", "-") != name:
            continue
        with (info / "RECORD").open(encoding="utf-8", newline="") as lines:
            files = [source / row[0] for row in csv.reader(lines) if ".." not in row[0] and not row[0].endswith(".pyc")]
        for path in files:
            place = target / path.relative_to(source)
            if path.is_file() and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                os.link(path, place)
