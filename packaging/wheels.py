"""The environment of the package, from the wheels that `requirements.lock` names and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTHONS = ("3.11", "3.13")
"""What Debian 12 and Debian 13 have; each finds its own folder in the package."""
GLIBC = (34, 31, 28, 27, 17)
"""manylinux tags that Debian 12 (glibc 2.36) and later can use."""
NOT_SHIPPED = ("pip", "setuptools")
"""In the lock for those who build; nothing needs them to run."""
FOR_A_SERVER = ("psycopg", "psycopg-binary")
"""What a hall on a PostgreSQL server needs. Whoever installs with pip asks for it; a package serves every hall."""


def shipped(root: Path) -> dict[str, str]:
    """What a package brings along: the lock's entries by name, each with its hashes."""
    found = _entries(root / "requirements.lock")
    every = _entries(root / "requirements-dev.lock")
    return found | {name: every[name] for name in FOR_A_SERVER}


def _entries(lock: Path) -> dict[str, str]:
    """A lock's entries: the name as the lock writes it, and all lines of it."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines(keepends=True):
        if line[:1].isalnum():
            name = line.partition("==")[0].partition("[")[0].lower()
        if name:
            found[name] = found.get(name, "") + line
    return found


def fetch(root: Path, folder: Path) -> dict[str, list[Path]]:
    """The wheels that are shipped for each Python, their hashes checked against the lock."""
    found: dict[str, list[Path]] = {}
    folder.mkdir(parents=True)
    lock = folder / "lock"
    lock.write_text("".join(shipped(root).values()), encoding="utf-8")
    for version in PYTHONS:
        place = folder / version
        bare = version.replace(".", "")
        platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in GLIBC] + ["--platform=manylinux2014_x86_64"]
        abis = [f"--abi=cp{bare}", "--abi=abi3", "--abi=none"]
        pip(
            "download", "-qq", "--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation=cp",
            f"--python-version={version}", *platforms, *abis, "--dest", str(place), "--requirement", str(lock),
        )  # fmt: skip
        found[version] = sorted(path for path in place.glob("*.whl") if path.name.partition("-")[0] not in NOT_SHIPPED)
    return found


def shared_by_all(wheels: dict[str, list[Path]]) -> tuple[list[Path], dict[str, list[Path]]]:
    """The wheels that serve every Python, and those that each needs for itself."""
    names = [{path.name for path in paths} for paths in wheels.values()]
    common = set.intersection(*names)
    first = next(iter(wheels.values()))
    own = {version: [path for path in paths if path.name not in common] for version, paths in wheels.items()}
    return [path for path in first if path.name in common], own


def install(wheels: list[Path], version: str, target: Path) -> None:
    """Unpack wheels into a folder: no compiled modules, no scripts, no record of who did it."""
    bare = version.replace(".", "")
    platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in GLIBC] + ["--platform=manylinux2014_x86_64"]
    pip(
        "install", "-qq", "--no-deps", "--no-index", "--no-compile", "--only-binary=:all:", "--implementation=cp",
        f"--python-version={version}", f"--abi=cp{bare}", "--abi=abi3", "--abi=none", *platforms,
        "--target", str(target), *map(str, wheels),
    )  # fmt: skip
    shutil.rmtree(target / "bin", ignore_errors=True)
    for compiled in list(target.rglob("__pycache__")):  # some wheels hold what each PC compiles for itself
        shutil.rmtree(compiled)
    forget_who(target)


def forget_who(packages: Path) -> None:
    """Remove what an installer wrote down of itself: the sums of scripts in it tell the folder that it worked in."""
    for info in packages.glob("*.dist-info"):
        for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
            (info / name).unlink(missing_ok=True)


def own_wheel(root: Path, folder: Path, version: str | None) -> Path:
    """Antrean itself as a wheel, made in a copy so that nothing is left in the source tree."""
    copy = folder / "source"
    copy.mkdir(parents=True)
    for name in ("shared", "kiosk", "counter", "display", "printers"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy / name)
    if version is not None:
        text = (copy / "pyproject.toml").read_text(encoding="utf-8")
        lines = [f'version = "{version}"' if line.startswith("version = ") else line for line in text.splitlines()]
        (copy / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    place = folder / "own"
    pip("wheel", "-qq", "--no-deps", "--no-build-isolation", "--wheel-dir", str(place), str(copy))
    return next(place.glob("antrean-*.whl"))


def pip(*arguments: str) -> None:
    """Run this Python's pip."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True, env=environment)
