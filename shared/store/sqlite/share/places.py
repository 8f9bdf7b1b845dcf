"""Reasons against a hall in a folder that come from its place on this PC, not from its mount.

A program may copy it between PCs (OneDrive, Dropbox, Syncthing ...), and then each PC would have a hall of its own; or
it is the empty mount point of a share that is not mounted now.
"""

import os
from pathlib import Path

from shared.store.sqlite.share.mount import Mount, ShareKind, kind_of
from shared.store.sqlite.share.mounts_linux import lies_in

FSTAB = Path("/etc/fstab")
_NAMES = frozenset(
    {
        "dropbox",
        "google drive",
        "googledrive",
        "my drive",
        "nextcloud",
        "owncloud",
        "iclouddrive",
        "icloud drive",
        "seafile",
        "megasync",
        "pclouddrive",
        "yandex.disk",
    }
)
_MARKS = (".stfolder", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
"""What such a program leaves at the top of its folder: Syncthing, Dropbox, Nextcloud, ownCloud."""
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says that its OneDrive folders are, whatever their names."""


def copied(folder: Path) -> str | None:
    """The copied folder that this one lies in, symbolic links followed; None when it lies in none."""
    real = Path(os.path.realpath(folder))
    told = {os.path.realpath(os.environ[name]) for name in _VARIABLES if os.environ.get(name)}
    for place in (real, *real.parents):
        name = place.name.lower()
        if name in _NAMES or name.startswith("onedrive") or str(place) in told:
            return str(place)
        if any((place / mark).exists() for mark in _MARKS):
            return str(place)
    return None


def unmounted(folder: Path, mount: Mount, fstab: Path | None = None) -> tuple[str, str] | None:
    """Source and mount point of the share that this PC's fstab names for the folder, when it is not mounted."""
    if mount.kind is not ShareKind.LOCAL or not mount.listed:
        return None
    try:
        lines = (fstab or FSTAB).read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except OSError:
        return None
    real = os.path.realpath(folder)
    for line in lines:
        fields = line.split()
        if len(fields) < 3 or fields[0].startswith("#") or kind_of(fields[2]) not in (ShareKind.NFS, ShareKind.SMB):
            continue
        point = os.path.realpath(fields[1].replace("\\040", " "))
        if lies_in(real, point) and not lies_in(mount.point, point):
            return fields[0], point
    return None
