"""What a version consists of: every file with its hash, signed with the maker's key (ed25519).

In the hall's folder::

    updates/0.2.0/linux.json     the manifest
    updates/0.2.0/linux.sig      its signature
    updates/0.2.0/linux/...      the files
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from shared import launcher
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.device_key import DeviceKey, is_signed
from shared.store.sqlite.migrations import KNOWN

FOLDER = "updates"
MANIFEST = "manifest.json"
"""In a version's own folder on a PC: its files, and that it is whole."""
KEYS = "update-keys"
"""The file with the public keys that this PC trusts, one a line in hexadecimal digits, beside its settings."""
KEYS_VARIABLE = "ANTREAN_UPDATE_KEYS"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version for one kind of PC. ``schema`` names the changes of a hall's file that it makes and knows."""

    version: str
    platform: str
    schema: tuple[str, ...]
    files: Mapping[str, tuple[str, int]]

    @property
    def total(self) -> int:
        """Bytes in all."""
        return sum(size for _, size in self.files.values())


def platform() -> str:
    """Which kind of PC this is."""
    return "windows" if sys.platform == "win32" else "linux"


def digest(path: Path) -> str:
    """A file's hash."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_tree(folder: Path, version: str, kind: str) -> Manifest:
    """The manifest of a version as it lies in a folder; compiled modules and links belong to a PC."""
    files = {
        path.relative_to(folder).as_posix(): (digest(path), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
    }
    return Manifest(
        version, kind, tuple(sorted(KNOWN)), {name: told for name, told in files.items() if name != MANIFEST}
    )


def text_of(manifest: Manifest) -> str:
    """As it is signed and read: one file a line."""
    head = {"version": manifest.version, "platform": manifest.platform, "schema": list(manifest.schema)}
    lines = [f"  {json.dumps(name)}: {json.dumps(list(told))}" for name, told in manifest.files.items()]
    return json.dumps(head)[:-1] + ', "files": {\n' + ",\n".join(lines) + "\n}}\n"


def sign(text: str, key: DeviceKey) -> str:
    """The signature file: the public key and the signature, in hexadecimal digits."""
    return f"{key.public.hex()}\n{key.sign(text.encode()).hex()}\n"


def trusted_keys() -> frozenset[bytes]:
    """The makers' keys that this PC trusts: the package's own, and those that the technician added."""
    places = [place.with_name(KEYS) for place in launcher.conf_places()]
    named = os.environ.get(KEYS_VARIABLE)
    starter = os.environ.get(launcher.LAUNCHER)
    if starter:
        places.append(Path(starter).with_name(KEYS))
    found: set[bytes] = set()
    for place in [Path(named)] if named else places:
        try:
            lines = place.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        for line in lines:
            word = line.partition("#")[0].strip()
            if len(word) == 64 and all(digit in "0123456789abcdef" for digit in word):
                found.add(bytes.fromhex(word))
    return frozenset(found)


def read_signed(folder: Path, kind: str, keys: frozenset[bytes]) -> Manifest:
    """The manifest of ``updates/VERSION``. EnvironmentFault when it is broken, or signed by nobody whom we trust."""
    name = f"{folder.name} ({kind})"
    try:
        text = (folder / f"{kind}.json").read_text(encoding="utf-8")
        told = (folder / f"{kind}.sig").read_text(encoding="utf-8").split()
        public, signature = (bytes.fromhex(word) for word in told)
    except OSError as error:
        raise fault(f"The update {name} is not complete ({error.strerror}).", "Publish it again.") from None
    except ValueError:
        raise fault(f"The signature of the update {name} is damaged.", "Publish it again.") from None
    if public not in keys:
        remedy = "If it is yours, put the maker's public key into the file update-keys beside antrean.conf on this PC."
        raise fault(f"The update {name} is signed by a key that this PC does not know.", remedy)
    if not is_signed(public, text.encode(), signature):
        remedy = "Delete it in the hall's folder; it was changed after it was made. Publish it again."
        raise fault(f"The manifest of the update {name} does not fit its signature.", remedy)
    manifest = parse(text)
    if manifest.version != folder.name or manifest.platform != kind:
        raise fault(
            f"The update in {folder.name} says that it is {manifest.version} ({manifest.platform}).",
            "Publish it again.",
        )
    return manifest


def parse(text: str) -> Manifest:
    """A manifest's text; EnvironmentFault when it is none."""
    try:
        table: Any = json.loads(text)
        files = {str(name): (str(told[0]), int(told[1])) for name, told in table["files"].items()}
        manifest = Manifest(str(table["version"]), str(table["platform"]), tuple(map(str, table["schema"])), files)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise fault("The manifest of an update is damaged.", "Publish it again.") from None
    if not all(_harmless(name) for name in manifest.files) or not need_version(manifest.version):
        raise fault("The manifest of an update names files outside of its folder.", "Delete that update.")
    return manifest


def _harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name and bool(path.parts)
    )


def need_version(version: str) -> bool:
    """Whether it is a version as 0.2.0, which can also be a folder's name."""
    return bool(version) and all(part.isdecimal() for part in version.split("."))


def fault(sentence: str, remedy: str, kind: Kind = Kind.CORRUPT) -> EnvironmentFault:
    """Something is wrong with an update; the version that runs goes on."""
    return EnvironmentFault(kind, sentence, remedy)


def key_of(path: Path) -> DeviceKey:
    """The maker's private key in a file; UsageFault when it is none."""
    try:
        seed = bytes.fromhex(path.read_text(encoding="utf-8").strip())
    except OSError as error:
        raise UsageFault(f"{path} cannot be read ({error.strerror}).", "Make a key: antrean update key FILE.") from None
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise UsageFault(f"{path} holds no key.", "Make one: antrean update key FILE.")
    return DeviceKey(seed)
