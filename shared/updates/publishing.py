"""Put a version into the hall's folder, for all PCs to fetch."""

import contextlib
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from shared.faults import EnvironmentFault, UsageFault, kind_of_write
from shared.store.device_key import DeviceKey
from shared.updates import manifest as manifests
from shared.updates.manifest import Manifest


def publish(
    tree: Path, hall: Path, key: DeviceKey, version: str, kind: str, tell: Callable[[int, int], None]
) -> Manifest:
    """Copy, then write the manifest and last the signature, without which nobody looks at it.

    UsageFault when the folder holds no version; EnvironmentFault when the share does not take it: nothing is left.
    """
    made = manifests.of_tree(tree, version, kind)
    if not made.files or not manifests.need_version(version):
        raise UsageFault(
            f"{tree} holds no version of Antrean.", "Name the folder of one, as /opt/antrean/versions/0.2.0."
        )
    place = hall / manifests.FOLDER / version
    half = place / f".{kind}.{secrets.token_hex(4)}"
    try:
        for at, name in enumerate(made.files):
            target = half / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree / name, target)
            tell(at + 1, len(made.files))
        files = place / kind
        for name in (f"{kind}.sig", f"{kind}.json"):
            (place / name).unlink(missing_ok=True)
        shutil.rmtree(files, ignore_errors=True)
        half.rename(files)
        text = manifests.text_of(made)
        (place / f"{kind}.json").write_text(text, encoding="utf-8")
        (place / f"{kind}.sig").write_text(manifests.sign(text, key), encoding="utf-8")
    except OSError as error:
        with contextlib.suppress(OSError):
            shutil.rmtree(half)
        raise EnvironmentFault(
            kind_of_write(error), f"The update cannot be written to {place} ({error.strerror}).",
            "Free some space on the share, or ask for the right to write there.",
        ) from None  # fmt: skip
    return made
