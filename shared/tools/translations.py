"""The translation catalogues: ``python -m shared.tools.translations update | release | check [PART ...]``.

``update`` reads the source strings of a part (Python ``self.tr``/``translate`` and QML ``qsTr``) into its
``.ts``; ``release`` compiles the ``.qm`` beside it; ``check`` exits 1 when a string is new, unfinished, empty or
its ``.qm`` is not what the ``.ts`` says. Source strings are English without plurals ("People ahead: 7"), so only
Indonesian needs a catalogue.
"""

import subprocess
import sys
import sysconfig
import tempfile
import xml.etree.ElementTree as Xml
from pathlib import Path

from shared.qt.language import FOLDER

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "shared": ("shared/qt", "shared/qml"),
    "kiosk": ("kiosk",),
    "counter": ("counter",),
    "display": ("display",),
}


def tool(name: str) -> str:
    """PySide6's own tool, from the environment that runs us."""
    folder = Path(sysconfig.get_path("scripts"))
    found = next((p for p in (folder / f"pyside6-{name}", folder / f"pyside6-{name}.exe") if p.exists()), None)
    return str(found) if found else f"pyside6-{name}"


def catalogue(part: str, folder: Path = FOLDER) -> Path:
    """The Indonesian catalogue of a part."""
    return folder / f"{part}_id.ts"


def sources(part: str) -> list[str]:
    """The files that hold a part's source strings, from the project's folder."""
    found = (p for top in PARTS[part] for kind in ("*.py", "*.qml") for p in (ROOT / top).rglob(kind))
    return sorted(p.relative_to(ROOT).as_posix() for p in found)


def update(part: str, target: Path) -> None:
    """Bring a catalogue up to its sources; strings that are gone are dropped."""
    call = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    _run([*call, "-target-language", "id_ID", *sources(part), "-ts", str(target)])


def release(source: Path, target: Path) -> None:
    """Compile a catalogue."""
    _run([tool("lrelease"), "-silent", str(source), "-qm", str(target)])


def problems(part: str) -> list[str]:
    """What is wrong with a part's catalogue: nothing, when it is complete and compiled."""
    there = catalogue(part)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / there.name
        if there.exists():
            fresh.write_bytes(there.read_bytes())
        update(part, fresh)
        if not there.exists():
            return [f"{part}: {there.name} is missing"] if _texts(fresh) else []
        found = [f"{part}: {what}" for what in _unfinished(fresh)]
        if not found and _texts(fresh) != _texts(there):
            found.append(f"{part}: run `python -m shared.tools.translations update {part}`")
        compiled = Path(folder) / "fresh.qm"
        release(there, compiled)
        qm = there.with_suffix(".qm")
        if not qm.exists() or qm.read_bytes() != compiled.read_bytes():
            found.append(f"{part}: run `python -m shared.tools.translations release {part}`")
    return found


def _texts(path: Path) -> dict[tuple[str, str], str]:
    root = Xml.parse(path).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in root.iter("context")
        for message in context.iter("message")
    }


def _unfinished(path: Path) -> list[str]:
    found: list[str] = []
    for message in Xml.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") or not (translation.text or "").strip():
            found.append(f"not translated: {message.findtext('source', '')!r}")
    return found


def _run(call: list[str]) -> None:
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True)


def main(arguments: list[str]) -> int:
    """The command. Exit 0 done or clean, 1 something is wrong, 2 wrong usage."""
    verb, *parts = arguments or [""]
    chosen = parts or list(PARTS)
    if verb not in ("update", "release", "check") or any(part not in PARTS for part in chosen):
        sys.stderr.write(f"translations update | release | check [{' '.join(PARTS)}]\n")
        return 2
    found: list[str] = []
    for part in chosen:
        there = catalogue(part)
        if verb == "update" and sources(part):
            update(part, there)
        elif verb == "release" and there.exists():
            release(there, there.with_suffix(".qm"))
        elif verb == "check":
            found.extend(problems(part))
    for line in found:
        sys.stdout.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
