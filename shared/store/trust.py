"""Which shares to trust: what was measured about each kind of mount, as findings with their remedy.

A refusal means that a hall there would sooner or later be damaged or call a visitor twice; a warning means that it
works, but slower to recover or less tried. The remedy is the very option or line to write.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from shared.store.mounts import Mount, ShareKind

SMB_OPTIONS = "vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2"
NFS_OPTIONS = "vers=4.2,hard,lookupcache=positive"
SAMBA = (
    "in smb.conf [global]: smb2 leases = no; socket options = TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE=4 TCP_KEEPINTVL=2 "
    "TCP_KEEPCNT=3 TCP_USER_TIMEOUT=10000; in the share: oplocks = no; level2 oplocks = no"
)
ONE_PC = "ANTREAN_ONE_PC"
"""Set to 1 where a folder that looks like a share is used by this PC alone (a trial in a container)."""
_SYNCED = frozenset({"dropbox", "google drive", "googledrive", "my drive", "nextcloud", "owncloud", "iclouddrive"})


class Weight(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about the share, in a plain sentence, with what to do."""

    key: str
    weight: Weight
    sentence: str
    remedy: str = ""


def findings(mount: Mount, folder: Path, *, one_pc: bool | None = None) -> tuple[Finding, ...]:
    """What this mount means for a hall, the worst first; never empty."""
    alone = os.environ.get(ONE_PC) == "1" if one_pc is None else one_pc
    found = [*_of_kind(mount), *_synced(folder)]
    if alone:
        found = [_alone(finding) for finding in found]
    order = list(Weight)
    found.sort(key=lambda finding: -order.index(finding.weight))
    return tuple(found) or (Finding("share", Weight.GOOD, _good(mount)),)


def refusal(found: tuple[Finding, ...]) -> Finding | None:
    """The finding for which a hall must not be opened here; None when it may."""
    return next((finding for finding in found if finding.weight is Weight.REFUSE), None)


def _good(mount: Mount) -> str:
    if mount.kind is ShareKind.LOCAL:
        return f"A disk of this PC ({mount.file_system}): safe for the programs of this PC."
    return f"{mount.file_system} from {mount.source}, mounted as it must be."


def _alone(finding: Finding) -> Finding:
    weight = Weight.WARN if finding.weight is Weight.REFUSE else finding.weight
    return Finding(finding.key, weight, finding.sentence, f"{ONE_PC}=1 lets it pass: no other PC may use this folder.")


def _of_kind(mount: Mount) -> Iterator[Finding]:
    if mount.kind is ShareKind.NFS:
        yield from _nfs(mount)
    elif mount.kind is ShareKind.SMB:
        yield from _smb(mount)
    elif mount.kind is ShareKind.WINDOWS:
        yield from _windows(mount)
    elif mount.kind is ShareKind.LOCKLESS:
        yield from _lockless(mount)
    elif mount.kind is ShareKind.UNTRIED:
        yield Finding(
            "untried",
            Weight.WARN,
            f"Nobody has tried a hall on {mount.file_system}.",
            "Run `antrean check --with-peer` on two PCs at once before you trust it; Samba or NFS v4 were measured.",
        )


def _lockless(mount: Mount) -> Iterator[Finding]:
    if mount.root or mount.options.get("trans") == "fd":  # the disk of a virtual machine or sandbox
        yield Finding(
            "virtual_disk",
            Weight.WARN,
            f"This machine's own disk is {mount.file_system}: good for the programs of this machine alone.",
            "For a hall with several PCs use a Samba or NFS v4 share.",
        )
        return
    yield Finding(
        "lockless",
        Weight.REFUSE,
        f"{mount.file_system} keeps locks on each PC: two PCs would call the same visitor and damage the file.",
        f"Mount the folder from Samba (mount -t cifs -o {SMB_OPTIONS}) or NFS v4 (mount -t nfs4 -o {NFS_OPTIONS}).",
    )


def _nfs(mount: Mount) -> Iterator[Finding]:
    options, line = mount.options, f"mount -t nfs4 -o {NFS_OPTIONS} {mount.source} {mount.point}"
    if "nolock" in options or options.get("local_lock", "none") != "none":
        yield Finding("nfs_nolock", Weight.REFUSE, "This NFS mount keeps locks on each PC (nolock, local_lock).", line)
    if not options.get("vers", "4").startswith("4"):
        version = options["vers"]
        yield Finding("nfs_version", Weight.WARN, f"NFS v{version}: a dead PC keeps its locks until it boots.", line)
    if "soft" in options or "softerr" in options:
        yield Finding("nfs_soft", Weight.WARN, "An NFS mount with 'soft' may give a write up half way.", line)
    if options.get("lookupcache", "all") not in ("positive", "pos"):
        yield Finding(
            "nfs_lookupcache",
            Weight.WARN,
            "With lookupcache=all a dead PC's unfinished write can be overlooked for up to a minute.",
            line,
        )


def _smb(mount: Mount) -> Iterator[Finding]:
    options, line = mount.options, f"mount -t cifs -o {SMB_OPTIONS},... {mount.source} {mount.point}"
    if "nobrl" in options or "nolock" in options:
        yield Finding("smb_nobrl", Weight.REFUSE, "nobrl (nolock) switches the locks between PCs off.", line)
    if options.get("cache", "strict") not in ("strict", "none"):
        sentence = f"cache={options['cache']} shows old pages: double calls and damage within seconds."
        yield Finding("smb_cache", Weight.REFUSE, sentence, line)
    if any(_seconds(options, key) for key in ("actimeo", "acregmax", "acdirmax")):
        sentence = "actimeo is not 0: this PC believes an old size of the file and reads 'malformed' when it grows."
        yield Finding("smb_actimeo", Weight.REFUSE, sentence, line)
    if _seconds(options, "closetimeo"):
        sentence = "closetimeo is not 0: a closed journal stays open and the next one cannot be made."
        yield Finding("smb_closetimeo", Weight.REFUSE, sentence, line)
    if options.get("vers", "3").split(".")[0] not in ("2", "3"):
        yield Finding("smb_version", Weight.WARN, f"SMB {options['vers']} is old and was not tried.", line)
    if "noserverino" in options:
        sentence = "noserverino: a file replaced under running programs may go unnoticed."
        yield Finding("smb_serverino", Weight.WARN, sentence, f"Leave noserverino out: {line}")
    if _seconds(options, "echo_interval", missing=60) > 10:
        sentence = "echo_interval is long: a server that died is noticed late."
        yield Finding("smb_echo", Weight.WARN, sentence, f"{line}; and on the server, {SAMBA}")


def _windows(mount: Mount) -> Iterator[Finding]:
    if "offline" in mount.options:
        sentence = "Windows works on its own offline copy of this folder (Offline Files)."
        yield Finding("offline_files", Weight.REFUSE, sentence, "Switch Offline Files off for it (Sync Center).")
    yield Finding(
        "windows_untried",
        Weight.WARN,
        "A share under Windows: sound by SQLite's own Windows locks, but not tried by us yet.",
        "Run `antrean check --with-peer` on two PCs at once.",
    )


def _synced(folder: Path) -> Iterator[Finding]:
    for part in PurePath(folder).parts:
        if part.lower() in _SYNCED or part.lower().startswith("onedrive"):
            sentence = f"{part} is a folder that a program copies between PCs: each PC would have a hall of its own."
            yield Finding("synced_folder", Weight.REFUSE, sentence, "Put the hall on a real share of a server.")
            return


def _seconds(options: Mapping[str, str], key: str, *, missing: int = 0) -> int:
    value = options.get(key, "")
    return int(value) if value.isdecimal() else missing
