"""Of Qt, what Antrean uses: modules that its sources import, QML, and the libraries that these need."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

UNWANTED_QML = (
    "QtQuick/Dialogs", "QtQuick/LocalStorage", "QtQuick/Particles", "QtQuick/Pdf", "QtQuick/Scene2D", "QtQuick/Scene3D",
    "QtQuick/Timeline", "QtQuick/VirtualKeyboard", "QtQuick/tooling", "QtQuick/VectorImage",
    "QtQuick/Controls/FluentWinUI3", "QtQuick/Controls/Fusion", "QtQuick/Controls/Imagine", "QtQuick/Controls/Material",
    "QtQuick/Controls/Universal", "QtQuick/Controls/Windows", "QtQuick/Controls/designer",
)  # fmt: skip
QML = ("QtCore", "QtQml", "QtQuick", "QtMultimedia")
ALWAYS = frozenset({"QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtDBus", "QtTest"})
TRANSLATIONS = ("qtbase_en.qm", "qtmultimedia_en.qm")
FOR_MAKERS = ("include", "typesystems", "scripts", "glue", "doc", "lib", "metatypes", "resources", "libexec")


@dataclass(frozen=True)
class Layout:
    """How a wheel of PySide6 is laid out: where Qt lies in it, what its files are called, which plugins are wanted."""

    qt: str
    module: str
    plugin: str
    libraries: str
    named: re.Pattern[bytes]
    plugins: tuple[str, ...]
    unwanted_plugins: tuple[str, ...]


LINUX = Layout(
    qt="Qt", module=".abi3.so", plugin=".so", libraries="Qt/lib",
    named=re.compile(rb"lib[A-Za-z0-9_+-]+\.so\.\d+(?!\.?\d)"),
    plugins=(
        "egldeviceintegrations", "generic", "iconengines", "imageformats", "multimedia", "platforminputcontexts",
        "platforms", "wayland-decoration-client", "wayland-graphics-integration-client", "wayland-shell-integration",
        "xcbglintegrations",
    ),
    unwanted_plugins=("libqpdf.so", "libqtvirtualkeyboardplugin.so", "libqvnc.so"),
)  # fmt: skip
WINDOWS = Layout(
    qt="", module=".pyd", plugin=".dll", libraries="", named=re.compile(rb"[A-Za-z0-9_+-]+(?:\.abi3)?\.(?:dll|DLL)"),
    plugins=("generic", "iconengines", "imageformats", "multimedia", "platforms", "styles"),
    unwanted_plugins=("qpdf.dll", "qdirect2d.dll"),
)  # fmt: skip


def prune(packages: Path, sources: Iterable[Path], layout: Layout = LINUX) -> None:
    """Delete from `packages/PySide6` what no source needs."""
    pyside = packages / "PySide6"
    qt = pyside / layout.qt
    for folder in (pyside, qt):
        for name in FOR_MAKERS:
            if folder / name != pyside / layout.libraries:
                shutil.rmtree(folder / name, ignore_errors=True)
    _modules(pyside, {*ALWAYS, *_imported(sources)}, layout)
    _keep(qt / "plugins", layout.plugins)
    for path in qt.joinpath("plugins").rglob(f"*{layout.plugin}"):
        if path.name in layout.unwanted_plugins:
            path.unlink()
    _keep(qt / "qml", QML)
    for name in UNWANTED_QML:
        shutil.rmtree(qt / "qml" / name, ignore_errors=True)
    _keep(qt / "translations", TRANSLATIONS)
    _libraries(pyside, layout)


def _modules(pyside: Path, wanted: set[str], layout: Layout) -> None:
    """The modules that are imported; no stubs, and no tools such as the designer."""
    for path in pyside.iterdir():
        name = path.name.partition(".")[0]
        tool = path.is_file() and path.suffix in ("", ".exe", ".lib") and path.name != "py.typed"
        unwanted = path.name.endswith(layout.module) and name.startswith("Qt") and name not in wanted
        if path.suffix == ".pyi" or tool or unwanted:
            path.unlink()


def _imported(sources: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for folder in sources:
        for path in folder.rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r"PySide6\.(Qt\w+)", text))
            for names in re.findall(r"from PySide6 import ([\w, ]+)", text):
                found.update(name.strip() for name in names.split(","))
    return found


def _keep(folder: Path, names: tuple[str, ...]) -> None:
    for path in folder.iterdir():
        if path.name not in names:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _libraries(pyside: Path, layout: Layout) -> None:
    """Only the libraries that something kept names, and once each (a wheel has no links)."""
    place = pyside / layout.libraries
    libraries = {path.name.lower(): path for path in place.iterdir() if re.search(r"\.(dll|so)\b", path.name)}
    binaries = (path for path in pyside.rglob("*") if re.search(r"\.(pyd|dll|so)\b", path.name))
    waiting = [path for path in binaries if path not in libraries.values()]
    needed: set[str] = set()
    while waiting:
        for name in {match.decode().lower() for match in layout.named.findall(waiting.pop().read_bytes())}:
            if name in libraries and name not in needed:
                needed.add(name)
                waiting.append(libraries[name])
    for name, path in libraries.items():
        if name not in needed:
            path.unlink()
