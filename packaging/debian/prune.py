"""Of Qt, what Antrean uses: modules that its sources import, QML, and the libraries that these need."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

PLUGINS = (
    "egldeviceintegrations", "generic", "iconengines", "imageformats", "multimedia", "platforminputcontexts",
    "platforms", "wayland-decoration-client", "wayland-graphics-integration-client", "wayland-shell-integration",
    "xcbglintegrations",
)  # fmt: skip
UNWANTED_PLUGINS = ("libqpdf.so", "libqtvirtualkeyboardplugin.so", "libqvnc.so")
QML = ("QtCore", "QtQml", "QtQuick", "QtMultimedia")
UNWANTED_QML = (
    "QtQuick/Dialogs", "QtQuick/LocalStorage", "QtQuick/Particles", "QtQuick/Pdf", "QtQuick/Scene2D", "QtQuick/Scene3D",
    "QtQuick/Timeline", "QtQuick/VirtualKeyboard", "QtQuick/tooling", "QtQuick/VectorImage",
    "QtQuick/Controls/FluentWinUI3", "QtQuick/Controls/Fusion", "QtQuick/Controls/Imagine", "QtQuick/Controls/Material",
    "QtQuick/Controls/Universal", "QtQuick/Controls/designer",
)  # fmt: skip
ALWAYS = ("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtDBus", "QtTest")
TRANSLATIONS = ("qtbase_en.qm", "qtmultimedia_en.qm")
FOR_MAKERS = ("include", "typesystems", "scripts", "glue", "doc")
_LIBRARY = re.compile(rb"lib[A-Za-z0-9_+-]+\.so(?:\.[0-9]+)*")


def prune(packages: Path, sources: Iterable[Path]) -> None:
    """Delete from `packages/PySide6` what no source needs."""
    pyside = packages / "PySide6"
    qt = pyside / "Qt"
    for folder in (qt / "libexec", qt / "metatypes", qt / "resources", *(pyside / name for name in FOR_MAKERS)):
        shutil.rmtree(folder, ignore_errors=True)
    _modules(pyside, {*ALWAYS, *_imported(sources)})
    _keep(qt / "plugins", PLUGINS)
    for path in qt.joinpath("plugins").rglob("*.so"):
        if path.name in UNWANTED_PLUGINS:
            path.unlink()
    _keep(qt / "qml", QML)
    for name in UNWANTED_QML:
        shutil.rmtree(qt / "qml" / name, ignore_errors=True)
    _keep(qt / "translations", TRANSLATIONS)
    _libraries(pyside)


def _modules(pyside: Path, wanted: set[str]) -> None:
    """The modules that are imported; no stubs, and no tools such as the designer."""
    for path in pyside.iterdir():
        name = path.name.partition(".")[0]
        tool = path.is_file() and not path.suffix and path.name != "py.typed"
        unwanted = path.name.endswith(".abi3.so") and name.startswith("Qt") and name not in wanted
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


def _libraries(pyside: Path) -> None:
    """Only the libraries that something kept names, and once each (a wheel has no links)."""
    libraries = {path.name: path for path in (pyside / "Qt/lib").iterdir() if path.is_file()}
    waiting = [path for path in pyside.rglob("*.so*") if path.parent.name != "lib"]
    needed: set[str] = set()
    while waiting:
        for name in {match.decode() for match in _LIBRARY.findall(waiting.pop().read_bytes())}:
            if name in libraries and name not in needed and re.search(r"\.so\.\d+$", name):
                needed.add(name)
                waiting.append(libraries[name])
    for name, path in libraries.items():
        if name not in needed:
            path.unlink()
