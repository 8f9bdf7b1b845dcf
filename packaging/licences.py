"""Who wrote what is in the package: one list, and every licence text that came with a wheel."""

import email.message
import email.parser
import re
import shutil
from pathlib import Path

TEXTS = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts of the licences that many programs have."""
QT = (
    "Qt 6 and PySide6 are used under the GNU Lesser General Public License version 3, whose text is in\n"
    "{texts}/LGPL-3. They lie as separate libraries in PySide6/ and can be replaced there.\n"
    "Their sources: https://code.qt.io. FFmpeg, within Qt Multimedia: LGPL 2.1 or later, whose text is in\n"
    "{texts}/LGPL-2.1; its sources: https://ffmpeg.org.\n"
)


def collect(folders: list[Path], target: Path, *, texts_too: bool = False) -> None:
    """Write THIRD-PARTY.txt and the licence texts into a folder; with ``texts_too`` those that each Debian has."""
    target.mkdir(parents=True, exist_ok=True)
    rows: dict[str, str] = {}
    for info in sorted((info for folder in folders for info in folder.glob("*.dist-info")), key=lambda path: path.name):
        about = email.parser.Parser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        name, version = about["Name"], about["Version"]
        rows[name.lower()] = f"{name} {version}: {_licence(about)}\n    {_home(about)}"
        for path in sorted(info.rglob("*")):
            if path.is_file() and re.match(r"(?i)(licen[cs]e|copying|notice|authors)", path.name):
                place = target / name.lower()
                place.mkdir(exist_ok=True)
                (place / path.name).write_bytes(path.read_bytes())
    text = "What this package brings along, with its licence.\n\n" + "\n".join(rows[name] for name in sorted(rows))
    qt = QT.format(texts="texts" if texts_too else TEXTS)
    (target / "THIRD-PARTY.txt").write_text(f"{text}\n\n{qt}", encoding="utf-8")
    if texts_too:
        (target / "texts").mkdir()
        for name in ("LGPL-2.1", "LGPL-3", "GPL-3"):
            shutil.copyfile(TEXTS / name, target / "texts" / name)


def _licence(about: "email.message.Message[str, str]") -> str:
    """The shortest true thing that the metadata say."""
    expression = about["License-Expression"]
    if expression:
        return expression
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License :: ")
    ]
    stated = (about["License"] or "").strip()
    if stated and "\n" not in stated and len(stated) < 80:
        return stated
    return ", ".join(classified) or "see its licence text"


def _home(about: "email.message.Message[str, str]") -> str:
    urls = [line.partition(", ")[2] for line in about.get_all("Project-URL", [])]
    return about["Home-page"] or next(iter(urls), "")
