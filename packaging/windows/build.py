"""`./run package windows`: one folder by PyInstaller under wine, and an installer around it, made from the locks.

Windows' own CPython and the locked Windows wheels (`tests/wine/bed.py`) make it, so nothing of this machine's Python is
in it. Installing it asks no network.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent), str(ROOT)]

import installer  # noqa: E402 - the folder of this file is only known now
import lean  # noqa: E402
import sources  # noqa: E402
import wheels  # noqa: E402

from shared.updates import manifest, publishing  # noqa: E402
from tests.wine import bed  # noqa: E402


def main() -> int:
    """Build, and say where it lies."""
    wanted = _arguments()
    try:
        bed.prepare()
    except bed.NoWineError as why:
        sys.stderr.write(f"The Windows package cannot be made here: {why}.\n")
        return 3
    os.umask(0o022)
    epoch = sources.epoch()
    version = wanted.version or sources.version()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="package-", dir=bed.PLACE) as name:
        place = Path(name)
        _program(place, version)
        installer.around(place, version, wanted.key)
        _clamp(place, int(epoch))
        made = wanted.out / f"antrean-{version}-setup.exe"
        installer.compile_script(place, version, made, wanted.compressor)
        if wanted.key is not None:
            key = manifest.key_of(wanted.key)
            publishing.publish(place / "program", wanted.out, key, version, "windows", lambda _at, _of: None)
        if wanted.keep:
            shutil.rmtree(wanted.keep, ignore_errors=True)
            shutil.copytree(place / "program", wanted.keep)
    (wanted.out / "SHA256SUMS").write_text(f"{_sha256(made)}  {made.name}\n", encoding="utf-8")
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run package windows", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist/windows", help="the folder for what is made")
    parser.add_argument("--version", help="another version than the one in pyproject.toml, for trials of an upgrade")
    parser.add_argument(
        "--compressor", choices=["lzma", "zlib", "off"], default="lzma", help="lzma is small, the others are quick"
    )
    parser.add_argument("--key", type=Path, help="the key that signs updates (antrean update key); makes updates/ too")
    parser.add_argument("--keep", type=Path, help="also leave the folder of programs there")
    return parser.parse_args()


def _program(place: Path, version: str) -> None:
    """The folder of programs, made in a lean Windows Python that has Antrean installed."""
    python = lean.python(place, _builder())
    packages = python.parent / "Lib/site-packages"
    with zipfile.ZipFile(wheels.own_wheel(ROOT, place / "wheel", version)) as own:
        own.extractall(packages)
    numbers = f"({', '.join(installer.numbers(version))})"
    about = place / "version.txt"
    about.write_text(_ABOUT.format(numbers=numbers, version=version), encoding="utf-8")
    more = {
        "ANTREAN_SOURCES": bed.windows(packages),
        "ANTREAN_VERSION_FILE": bed.windows(about),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": os.environ["SOURCE_DATE_EPOCH"],
    }
    done = bed.run(
        ["-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "INFO" if os.environ.get("ANTREAN_TOLD") else "WARN",
         "--distpath", bed.windows(place / "made"), "--workpath", bed.windows(place / "work"),
         bed.windows(HERE / "antrean.spec")],
        more, seconds=3000, program=python,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"PyInstaller failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    (place / "made/antrean").rename(place / "program")
    for part in ("plugins/platforms/qwindows.dll", "plugins/multimedia", "qml/QtQuick/qmldir"):
        if not (place / "program/_internal/PySide6" / part).exists():
            raise SystemExit(f"PyInstaller left out PySide6/{part}:\n{done.stderr[-4000:]}")
    wheels.forget_who(place / "program/_internal")
    installer.with_manifest(place / "program", version)
    for folder in ("python", "wheel", "work", "made"):
        shutil.rmtree(place / folder)


def _builder() -> Path:
    """The folder with PyInstaller and what it needs."""
    folder, lock = bed.PLACE / "builder", HERE / "requirements.lock"
    if not (folder / lock.name).exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        bed.pip(
            "install", "-q", "--target", folder, "--platform", "win_amd64", "--python-version", "3.11",
            "--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", lock,
        )  # fmt: skip
        shutil.copyfile(lock, folder / lock.name)
    return folder


def _clamp(tree: Path, epoch: int) -> None:
    """One time stamp for everything."""
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_ABOUT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0,
                    date=(0, 0)),
  kids=[StringFileInfo([StringTable('040904B0', [
          StringStruct('ProductName', 'Antrean'), StringStruct('FileDescription', 'Antrean'),
          StringStruct('ProductVersion', '{version}'), StringStruct('FileVersion', '{version}'),
          StringStruct('LegalCopyright', 'MIT')])]),
        VarFileInfo([VarStruct('Translation', [1033, 1200])])])
"""

if __name__ == "__main__":
    sys.exit(main())
