"""`./run package debian`: one .deb for Debian 12 and 13 with all that Antrean needs of Python, made from the lock.

The package holds the wheels that `requirements.lock` names and psycopg, less what nothing uses. Installing it asks no
network: what it needs of Debian comes from Debian, or from the folder that `--with-debian bookworm` lays beside it.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(ROOT)]

import beside  # noqa: E402 - the folder of this file is only known now
import licences  # noqa: E402
import prune  # noqa: E402
import sources  # noqa: E402
import wheels  # noqa: E402

from shared.updates import manifest, publishing  # noqa: E402

FILES = HERE / "files"
PLACES = {
    "antrean-kiosk.service": "lib/systemd/system",
    "antrean-display.service": "lib/systemd/system",
    "antrean-update.service": "lib/systemd/system",
    "antrean-update.timer": "lib/systemd/system",
    "60-antrean.rules": "lib/udev/rules.d",
    "antrean-counter.desktop": "usr/share/applications",
    "antrean-setup.desktop": "usr/share/applications",
    "antrean.conf": "etc/antrean",
    "antrean.svg": "usr/share/icons/hicolor/scalable/apps",
    "copyright": "usr/share/doc/antrean",
    "README.Debian": "usr/share/doc/antrean",
}
SCRIPTS = ("preinst", "postinst", "prerm", "postrm")


def main() -> int:
    """Build, and say where it lies."""
    wanted = _arguments()
    epoch = sources.epoch()
    os.umask(0o022)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="antrean-package-") as name:
        place = Path(name)
        version = wanted.version or sources.version()
        tree = place / "tree"
        _program(tree / "opt/antrean/versions" / version, place, version)
        _around(tree, version, wanted.key)
        _clamp(tree, int(epoch))
        made = wanted.out / f"antrean_{version}_amd64.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Zzstd", f"-z{wanted.level}", "--build", str(tree), str(made)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if wanted.key is not None:
            key, folder = manifest.key_of(wanted.key), tree / "opt/antrean/versions" / version
            publishing.publish(folder, wanted.out, key, version, "linux", lambda _at, _of: None)
    for suite in wanted.with_debian:
        beside.fetch(made, suite, wanted.out / suite)
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(wanted.out.glob("*.deb")))
    (wanted.out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run package debian", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist/debian", help="the folder for what is made")
    parser.add_argument("--version", help="another version than the one in pyproject.toml, for trials of an upgrade")
    parser.add_argument("--level", type=int, default=15, help="how hard it is pressed together, 1 to 19")
    parser.add_argument("--key", type=Path, help="the key that signs updates (antrean update key); makes updates/ too")
    parser.add_argument(
        "--with-debian", action="append", default=[], choices=["bookworm", "trixie"],
        help="also fetch every Debian package it needs, for a PC without internet",
    )  # fmt: skip
    return parser.parse_args()


def _program(folder: Path, place: Path, version: str) -> None:
    """One version: a virtual environment that needs no making, with one folder of modules for all Pythons."""
    found = wheels.fetch(ROOT, place / "wheels")
    common, own = wheels.shared_by_all(found)
    library = folder / "lib/common"
    first = next(iter(found))
    wheels.install([*common, wheels.own_wheel(ROOT, place, version)], first, library)
    for python, paths in own.items():
        site = folder / f"lib/python{python}/site-packages"
        wheels.install(paths, python, site)
        (site / "antrean.pth").write_text("../../common\n", encoding="utf-8")
    prune.prune(library, [library / name for name in ("shared", "kiosk", "counter", "display", "printers")])
    for tests in [*library.rglob("tests"), *folder.glob("lib/python*/site-packages/*/tests")]:
        shutil.rmtree(tests, ignore_errors=True)
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n", encoding="utf-8")
    made = manifest.of_tree(folder, version, "linux")
    (folder / manifest.MANIFEST).write_text(manifest.text_of(made), encoding="utf-8")
    (folder / "bin").mkdir()
    (folder / "bin/python3").symlink_to("/usr/bin/python3")


def _around(tree: Path, version: str, key: Path | None) -> None:
    """What stands around the program: units, rules, the menu, licences, the package's own description."""
    for name, place in PLACES.items():
        (tree / place).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FILES / name, tree / place / name)
    start = tree / "opt/antrean/bin/antrean"
    start.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "shared/launcher.py", start.with_name("launcher.py"))
    shutil.copyfile(FILES / "antrean", start)
    start.chmod(0o755)
    keys = f"{manifest.key_of(key).public.hex()}\n" if key is not None else ""
    head = "# Whose versions over the share this PC takes: public keys, one a line (antrean update key).\n"
    start.with_name(manifest.KEYS).write_text(f"{head}{keys}", encoding="utf-8")
    (tree / "usr/bin").mkdir(parents=True, exist_ok=True)
    (tree / "usr/bin/antrean").symlink_to("/opt/antrean/bin/antrean")
    doc = tree / "usr/share/doc/antrean"
    environment = tree / "opt/antrean/versions" / version / "lib"
    licences.collect([environment / "common", *environment.glob("python*/site-packages")], doc / "licences")
    shutil.copyfile(ROOT / "LICENSE", doc / "LICENSE")
    shutil.copyfile(ROOT / "CHANGELOG.md", doc / "CHANGELOG.md")
    shutil.copytree(ROOT / "docs", doc / "docs")
    control = tree / "DEBIAN"
    control.mkdir()
    for name in SCRIPTS:
        text = (FILES / name).read_text(encoding="utf-8")
        (control / name).write_text(text.replace("@VERSION@", version), encoding="utf-8")
        (control / name).chmod(0o755)
    (control / "conffiles").write_text("/etc/antrean/antrean.conf\n", encoding="utf-8")
    files = [
        path
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and control not in path.parents
    ]
    size = sum(path.stat().st_size for path in files) // 1024
    text = (FILES / "control").read_text(encoding="utf-8").replace("@VERSION@", version).replace("@SIZE@", str(size))
    (control / "control").write_text(text, encoding="utf-8")
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _clamp(tree: Path, epoch: int) -> None:
    """One time stamp and plain rights for everything: nothing of the PC that built it is in the package."""
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (epoch, epoch), follow_symlinks=False)
        if path.is_symlink():
            continue
        run = (
            path.is_dir()
            or (path.parent.name == "DEBIAN" and path.name in SCRIPTS)
            or (path.name == "antrean" and path.parent.name == "bin")
        )
        path.chmod(0o755 if run else 0o644)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
