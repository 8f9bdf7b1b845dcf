"""How SQLite has to be used on each kind of share: journal, syncing, the poll's descriptor, SQLite's system calls."""

import sys
from dataclasses import dataclass
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite.locking import read_only_guard, smb_lock_order, stale_writer_fence
from shared.store.sqlite.share import mounts_linux, trust
from shared.store.sqlite.share.mount import Mount, ShareKind

DELETE, PERSIST = "delete", "persist"


@dataclass(frozen=True, slots=True)
class ShareProfile:
    """What was chosen for a folder.

    Attributes:
        mount: How the folder is mounted.
        journal: The journal mode. On NFS the journal stays (a cached "no such file" could hide a dead PC's one).
        synchronous: FULL on the shares that were measured; elsewhere EXTRA, which also makes the end of the journal
            outlive a power cut.
        direct: Whether the poll must read past this PC's cache.
        smb: Whether fence and read-only guard have to be put into SQLite's calls, and under Linux its lock order.
    """

    mount: Mount
    journal: str
    synchronous: str
    direct: bool
    smb: bool


def journal_for(mount: Mount) -> str:
    """The journal mode that a hall on such a mount needs."""
    return PERSIST if mount.kind is ShareKind.NFS else DELETE


def of(mount: Mount) -> ShareProfile:
    """The profile for a mount."""
    measured = mount.kind in (ShareKind.NFS, ShareKind.SMB, ShareKind.WINDOWS)
    return ShareProfile(
        mount=mount,
        journal=journal_for(mount),
        synchronous="FULL" if measured and not mount.root else "EXTRA",
        direct=mount.kind in (ShareKind.NFS, ShareKind.SMB),
        smb=mount.kind in (ShareKind.SMB, ShareKind.WINDOWS),
    )


def choose(folder: Path) -> ShareProfile:
    """The profile for a folder; UNSAFE_SHARE with the remedy where no hall may be. OSError is passed on."""
    mount = mounts_linux.mount_of(folder)
    refused = trust.refusal(trust.findings(mount, folder))
    if refused is not None:
        raise EnvironmentFault(Kind.UNSAFE_SHARE, refused.sentence, refused.remedy)
    return of(mount)


def prepare(recipe: ShareProfile) -> None:
    """Prepare this process as the profile needs it, before its first connection."""
    if recipe.smb:
        if sys.platform != "win32":
            smb_lock_order.install()
        stale_writer_fence.install()
        read_only_guard.install()
