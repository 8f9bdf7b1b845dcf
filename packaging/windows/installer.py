"""Around a folder of programs: licences, documents, what starts it; and the installer made of all that."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import licences
import wheels

from shared.store.sqlite.share import udp_hint
from shared.updates import manifest
from tests.wine import bed

HERE = Path(__file__).parent


def around(place: Path, version: str, key: Path | None) -> None:
    """What lies beside the programs: licences and the documents."""
    named = wheels.shipped(bed.ROOT)
    chosen = place / "named"
    chosen.mkdir()
    for info in bed.PACKAGES.glob("*.dist-info"):
        if info.name.partition("-")[0].lower().replace("_", "-") in named:
            (chosen / info.name).symlink_to(info)
    licences.collect([chosen], place / "licences", texts_too=True)
    shutil.rmtree(chosen)
    (place / "licences/python").mkdir()
    shutil.copyfile(bed.PYTHON.parent / "LICENSE.txt", place / "licences/python/LICENSE.txt")
    shutil.copyfile(bed.ROOT / "LICENSE", place / "LICENSE")
    shutil.copytree(bed.ROOT / "docs", place / "docs")
    binaries = place / "bin"
    binaries.mkdir()
    for name, line in (("antrean", '@"{}" %*'), ("antreanw", '@start "" "{}" %*')):
        text = line.format(rf"%~dp0..\versions\{version}\{name}.exe")
        (binaries / f"{name}.cmd").write_text(f"{text}\r\n", encoding="utf-8", newline="")
    keys = f"{manifest.key_of(key).public.hex()}\n" if key is not None else ""
    head = "# Whose versions over the share this PC takes: public keys, one a line (antrean update key).\n"
    (binaries / manifest.KEYS).write_text(f"{head}{keys}", encoding="utf-8")


def numbers(version: str) -> list[str]:
    """A version as Windows wants it: four numbers."""
    return [*version.split("."), "0", "0", "0"][:4]


def compile_script(place: Path, version: str, made: Path, compressor: str) -> None:
    """By NSIS, which is a program of this machine."""
    if shutil.which("makensis") is None:
        raise SystemExit("makensis is missing: apt-get install --no-install-recommends nsis")
    kilobytes = sum(path.stat().st_size for path in (place / "program").rglob("*") if path.is_file()) // 1024
    told = {
        "VERSION": version, "NUMBERS": ".".join(numbers(version)),
        "OUT": str(made.absolute()), "SOURCES": str(place), "COMPRESSOR": f"/SOLID {compressor}",
        "KILOBYTES": str(kilobytes), "HINT_PORT": str(udp_hint.PORT),
    }  # fmt: skip
    if compressor == "off":
        told["COMPRESSOR"] = "zlib"
    script = (HERE / "installer.nsi").read_text(encoding="utf-8").replace("${SOURCES}\\", f"{place}/")
    script = script.replace("program\\*", "program/*").replace("bin\\*", "bin/*")
    if compressor == "off":
        script = script.replace("SetCompressor ${COMPRESSOR}", "SetCompress off")
    path = place / "installer.nsi"
    path.write_text(f"Target amd64-unicode\n{script}", encoding="utf-8")
    line = [
        "makensis",
        "-V2",
        "-INPUTCHARSET",
        "UTF8",
        *(f"-D{name}={value}" for name, value in told.items()),
        str(path),
    ]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"makensis failed:\n{done.stdout[-3000:]}{done.stderr[-2000:]}")


def with_manifest(tree: Path, version: str) -> None:
    """Write down every file of a folder of programs, as updates over the share need it."""
    told = manifest.text_of(manifest.of_tree(tree, version, "windows"))
    (tree / manifest.MANIFEST).unlink(missing_ok=True)
    (tree / manifest.MANIFEST).write_text(told, encoding="utf-8")


def relabel(tree: Path, version: str) -> None:
    """Give a folder of programs another version: what an update meets, without making everything again."""
    (about,) = tree.glob("_internal/antrean-*.dist-info/METADATA")
    text = about.read_text(encoding="utf-8")
    about.unlink()  # its other name in another folder keeps the old words
    about.write_text(re.sub(r"(?m)^Version: .*$", f"Version: {version}", text, count=1), encoding="utf-8")
    with_manifest(tree, version)


def again(tree: Path, place: Path, version: str) -> Path:
    """An installer of another version, made of a folder of programs."""
    with tempfile.TemporaryDirectory(dir=place) as name:
        room = Path(name)
        shutil.copytree(tree, room / "program", copy_function=os.link)
        relabel(room / "program", version)
        around(room, version, None)
        made = place / f"antrean-{version}-setup.exe"
        compile_script(room, version, made, "off")
    return made
