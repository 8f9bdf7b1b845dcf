"""Wheels and an index made on the spot, to see how ./run installs where newer releases lie beside those of the lock."""

import base64
import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path


def wheel(folder: Path, name: str, version: str, requires: tuple[str, ...] = (), extra: str = "") -> Path:
    """A wheel with one empty module; ``extra`` is one more way to ask for it."""
    about = f"{name}-{version}.dist-info"
    metadata = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}",
        *(f"Requires-Dist: {one}" for one in requires),
    ]
    if extra:
        metadata.append(f"Provides-Extra: {extra}")
    files = {
        f"{name}.py": "",
        f"{about}/METADATA": "\n".join(metadata) + "\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_digest(text.encode())},{len(text)}" for path, text in files.items()]
    files[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,"]) + "\n"
    made = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return made


def index(folder: Path, wheels: Mapping[str, list[Path]]) -> str:
    """A simple index of those wheels, by project; its address."""
    for name, files in wheels.items():
        (folder / name).mkdir(parents=True)
        links = "".join(f'<a href="{file.as_uri()}">{file.name}</a>' for file in files)
        (folder / name / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
    return folder.as_uri()


def locked(*wheels: Path) -> str:
    """The lines of a lock with exactly these wheels."""
    lines = [
        f"{'=='.join(file.name.split('-')[:2])} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        for file in wheels
    ]
    return "\n".join(lines) + "\n"


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
