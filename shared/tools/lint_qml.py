"""qmllint over all QML of the project: ``python -m shared.tools.lint_qml``; exit 0 only if it finds nothing.

The types that Python gives to QML (``@QmlElement`` in a module with ``QML_IMPORT_NAME``) are described for the linter
in three steps: metaobjectdump reads the Python source, qmltyperegistrar makes a ``.qmltypes`` of it, and a copy of
the module's folder gets a ``qmldir`` that names it.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

from shared.tools.translations import ROOT, tool

SOURCES = ("shared/qt", "shared/qml", "kiosk", "display")
QML = ROOT / "shared" / "qml"
_IMPORT = re.compile(r"^QML_IMPORT_NAME\s*=\s*[\"']([\w.]+)[\"']", re.MULTILINE)
_METATYPES = Path(PySide6.__file__).parent / "Qt" / "metatypes"
_PYTHON_TYPES = {
    "QObject": "QObject*",
    "str": "QString",
    "float": "double",
    "object": "QVariant",
    "list": "QVariantList",
}


def python_modules(root: Path = ROOT) -> dict[str, list[Path]]:
    """The Python files that give types to each QML module, by the module's name.

    ``@QmlAnonymous`` marks what another type builds on: such files come first, in the order of their names, for
    metaobjectdump reads in order.
    """
    found: dict[str, list[Path]] = {}
    bases: dict[str, list[Path]] = {}
    for top in SOURCES:
        for path in sorted((root / top).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            match = _IMPORT.search(text)
            if match and "@QmlAnonymous" in text:
                bases.setdefault(match[1], []).append(path)
            elif match and "@QmlElement" in text:
                found.setdefault(match[1], []).append(path)
    return {name: [*bases.get(name, ()), *paths] for name, paths in found.items()}


def qml_files(root: Path = ROOT) -> list[Path]:
    """Every QML file of the project."""
    return sorted(path for top in SOURCES for path in (root / top).rglob("*.qml"))


def describe(name: str, sources: list[Path], build: Path) -> None:
    """Write ``build/<module's folder>`` with the module's QML, its qmldir and the description of its Python types."""
    folder = build.joinpath(*name.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    own = ROOT.joinpath("shared", "qml", *name.split("."))
    lines = [f"module {name}", "import QtQuick"]  # on whose types ours may build
    if (own / "qmldir").exists():
        shutil.copytree(own, folder, dirs_exist_ok=True)
        lines = (own / "qmldir").read_text(encoding="utf-8").splitlines()
    (folder / "qmldir").write_text(
        "\n".join([*lines, "depends QtQuick", "typeinfo antrean.qmltypes", ""]), encoding="utf-8"
    )
    dump = folder / "metatypes.json"
    _run([tool("metaobjectdump"), "--quiet", *map(str, sources), "-o", str(dump)])
    _name_types(dump)
    foreign = ",".join(str(_METATYPES / f"qt6{part}_metatypes.json") for part in ("core", "qml", "gui", "quick"))
    registrar = [tool("qmltyperegistrar"), "--generate-qmltypes", str(folder / "antrean.qmltypes")]
    version = ["--import-name", name, "--major-version", "1", "--minor-version", "0"]
    _run([*registrar, *version, "--foreign-types", foreign, "-o", str(folder / "unused.cpp"), str(dump)])


def _name_types(dump: Path) -> None:
    """Converts what metaobjectdump leaves as in Python into Qt's form: types, pointers, constant properties."""
    files = json.loads(dump.read_text(encoding="utf-8"))
    classes = [each for file in files for each in file["classes"]]
    names = {**_PYTHON_TYPES, **{each["className"]: each["className"] + "*" for each in classes}}
    for each in classes:
        for entry in each.get("properties", []):
            entry["type"] = names.get(entry["type"], entry["type"])
            if "notify" not in entry:
                entry["constant"] = True
        for entry in (*each.get("slots", []), *each.get("signals", []), *each.get("methods", [])):
            entry["returnType"] = names.get(entry.get("returnType", "void"), entry.get("returnType", "void"))
            for argument in entry.get("arguments", []):
                argument["type"] = names.get(argument["type"], argument["type"])
    dump.write_text(json.dumps(files), encoding="utf-8")


def lint(files: list[Path], build: Path | None = None) -> str:
    """What qmllint says about these files: empty when they are clean.

    ``build`` is a folder that :func:`describe_all` has filled; a temporary one is made if it is missing.
    """
    if build is None:
        with tempfile.TemporaryDirectory() as place:
            describe_all(Path(place))
            return lint(files, Path(place))
    # a module's own files are linted where its qmldir names the Python types: in the copy
    copies = [build / path.relative_to(QML) if path.is_relative_to(QML) else path for path in files]
    call = [tool("qmllint"), "-W", "0", "-I", str(build), *map(str, copies)]
    done = subprocess.run(call, check=False, capture_output=True, text=True, cwd=ROOT)
    said = (done.stdout + done.stderr).replace(str(build), str(QML)).strip()
    return said if done.returncode else ""


def describe_all(build: Path) -> None:
    """Describe every module that Python gives types to."""
    for name, sources in python_modules().items():
        describe(name, sources, build)


def _run(call: list[str]) -> None:
    done = subprocess.run(call, check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise RuntimeError(f"{call[0]} failed: {done.stdout}{done.stderr}")


def main() -> int:
    """The command. Exit 0 when clean."""
    files = qml_files()
    said = lint(files)
    sys.stdout.write(f"{said}\n" if said else f"qmllint: {len(files)} files clean\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
