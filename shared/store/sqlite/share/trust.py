"""Which shares to trust: what was measured about each kind of mount, as findings with their remedy.

A refusal means that a hall there would sooner or later be damaged or call a visitor twice; a warning means that it
works, but slower to recover or less tried. The remedy is the exact option or line to write.
"""

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shared.store.sqlite.share import places
from shared.store.sqlite.share.mount import Mount, ShareKind

SMB_OPTIONS = "vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2"
NFS_OPTIONS = "vers=4.2,hard,lookupcache=positive"
SAMBA = (
    "in smb.conf [global]: smb2 leases = no; socket options = TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE=4 TCP_KEEPINTVL=2 "
    "TCP_KEEPCNT=3 TCP_USER_TIMEOUT=10000; in the share: oplocks = no; level2 oplocks = no"
)
_USER, _CREDENTIALS = "antrean", "/etc/antrean-share"
"""As ``docs/install.md`` has them."""
ONE_PC = "ANTREAN_ONE_PC"
"""Set to 1 where a folder that looks like a share is used by this PC alone (a trial in a container)."""


class Severity(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about the share, in a plain sentence, with what to do."""

    key: str
    weight: Severity
    sentence: str
    remedy: str = ""


def findings(mount: Mount, folder: Path, *, one_pc: bool | None = None) -> tuple[Finding, ...]:
    """What this mount means for a hall, the worst first; never empty."""
    alone = os.environ.get(ONE_PC) == "1" if one_pc is None else one_pc
    found = [*_of_kind(mount, folder), *_of_place(mount, folder)]
    if alone:
        found = [_alone(finding) for finding in found]
    order = list(Severity)
    found.sort(key=lambda finding: -order.index(finding.weight))
    return tuple(found) or (Finding("share", Severity.GOOD, _good(mount)),)


def refusal(found: tuple[Finding, ...]) -> Finding | None:
    """The finding for which a hall must not be opened here; None when it may."""
    return next((finding for finding in found if finding.weight is Severity.REFUSE), None)


def _good(mount: Mount) -> str:
    if mount.kind is ShareKind.LOCAL:
        return f"A disk of this PC ({mount.file_system}): safe for the programs of this PC."
    return f"{mount.file_system} from {mount.source}, mounted as it must be."


def _alone(finding: Finding) -> Finding:
    weight = Severity.WARN if finding.weight is Severity.REFUSE else finding.weight
    return Finding(finding.key, weight, finding.sentence, f"{ONE_PC}=1 lets it pass: no other PC may use this folder.")


def _of_kind(mount: Mount, folder: Path) -> Iterator[Finding]:
    if mount.kind is ShareKind.LOCAL:
        yield from _memory(mount)
    elif not mount.listed and mount.kind in (ShareKind.NFS, ShareKind.SMB):
        yield _unlisted(mount, folder)
    elif mount.kind is ShareKind.NFS:
        yield from _nfs(mount)
    elif mount.kind is ShareKind.SMB:
        yield from _smb(mount)
    elif mount.kind is ShareKind.WINDOWS:
        yield from _windows(mount)
    elif mount.kind is ShareKind.LOCKLESS:
        yield from _lockless(mount, folder)
    elif mount.kind is ShareKind.UNMOUNTED:
        sentence = f"Nothing is mounted at {mount.point}: the share that belongs there was not reached."
        yield Finding("unmounted", Severity.REFUSE, sentence, "Look at the automatic mount (autofs) and at the server.")
    else:
        yield Finding(
            "untried",
            Severity.WARN,
            f"Nobody has tried a hall on {mount.file_system}.",
            "Run `antrean check --with-peer` on two PCs at once before you trust it; Samba or NFS v4 were measured.",
        )


def _memory(mount: Mount) -> Iterator[Finding]:
    if mount.file_system in ("tmpfs", "ramfs"):
        sentence = f"This folder is in this PC's memory ({mount.file_system}): a restart deletes the hall."
        yield Finding("memory", Severity.WARN, sentence, "Good for a trial; put a real hall on a disk or a share.")


def _unlisted(mount: Mount, folder: Path) -> Finding:
    sentence = f"{folder} is on {mount.file_system}, but how it is mounted cannot be read from in here (chroot)."
    return Finding("unlisted", Severity.REFUSE, sentence, f"Mount it inside: {_mount_line(mount.kind, folder)}")


def _lockless(mount: Mount, folder: Path) -> Iterator[Finding]:
    if mount.root or mount.options.get("trans") == "fd":  # the disk of a virtual machine or sandbox
        yield Finding(
            "virtual_disk",
            Severity.WARN,
            f"This machine's own disk is {mount.file_system}: good for the programs of this machine alone.",
            "For a hall with several PCs use a Samba or NFS v4 share.",
        )
        return
    samba, nfs = _mount_line(ShareKind.SMB, folder), _mount_line(ShareKind.NFS, folder)
    yield Finding(
        "lockless",
        Severity.REFUSE,
        f"{mount.file_system} keeps locks on each PC: two PCs would call the same visitor and damage the file.",
        f"Mount the folder from Samba ({samba}) or NFS v4 ({nfs}); where no other PC will ever use it, set {ONE_PC}=1.",
    )


def _mount_line(kind: ShareKind, folder: Path) -> str:
    if kind is ShareKind.SMB:
        return _smb_line({}, "//SERVER/SHARE", folder)
    return f"mount -t nfs4 -o {NFS_OPTIONS} SERVER:/FOLDER {_words(folder)}"


def _smb_line(mounted: Mapping[str, str], source: str, point: Path | str) -> str:
    """What matters to us; who owns the files, who may see them and how the server knows us stay as they are."""
    owner = mounted.get("uid", "0")
    if owner == "0":
        owner = str(user() or _USER)
    group = mounted.get("gid", "0")
    options = [SMB_OPTIONS, f"uid={owner}", f"gid={owner if group == '0' else group}"]
    options += [f"{key}={mounted[key]}" for key in ("file_mode", "dir_mode", "port", "sec") if key in mounted]
    options += ["seal"] if "seal" in mounted else []
    options += [] if mounted.get("sec", "").startswith("krb5") else [f"credentials={_CREDENTIALS}"]
    return f"mount -t cifs -o {','.join(options)} {_words(source, point)}"


def user() -> int:
    """The number of the user who runs this program; 0 for root, and where users have no numbers (Windows)."""
    return os.getuid() if sys.platform != "win32" else 0


def _nfs(mount: Mount) -> Iterator[Finding]:
    options, line = mount.options, f"mount -t nfs4 -o {NFS_OPTIONS} {_words(mount.source, mount.point)}"
    if "nolock" in options or options.get("local_lock", "none") != "none":
        yield Finding(
            "nfs_nolock", Severity.REFUSE, "This NFS mount keeps locks on each PC (nolock, local_lock).", line
        )
    version = options.get("vers") or options.get("nfsvers", "4")
    if not version.startswith("4"):
        yield Finding("nfs_version", Severity.WARN, f"NFS v{version}: a dead PC keeps its locks until it boots.", line)
    if "soft" in options or "softerr" in options:
        yield Finding("nfs_soft", Severity.WARN, "An NFS mount with 'soft' may give a write up half way.", line)
    if options.get("lookupcache", "all") not in ("positive", "pos", "none"):
        yield Finding(
            "nfs_lookupcache",
            Severity.WARN,
            "With lookupcache=all a dead PC's unfinished write can be overlooked for up to a minute.",
            line,
        )


_LEAVE_OUT = {
    "nostrictsync": (
        "smb_nostrictsync",
        "nostrictsync: what was confirmed may not be on the server's disk yet; its power cut may damage the file.",
    ),
    "posix": ("smb_posix", "The POSIX extensions of SMB 3.1.1 were not tried."),
    "noserverino": ("smb_serverino", "noserverino: a file replaced under running programs may go unnoticed."),
}


def _smb(mount: Mount) -> Iterator[Finding]:
    options, line = mount.options, _smb_line(mount.options, mount.source, mount.point)
    if "nobrl" in options or "nolock" in options:
        yield Finding("smb_nobrl", Severity.REFUSE, "nobrl (nolock) switches the locks between PCs off.", line)
    if options.get("cache", "strict") not in ("strict", "none"):
        sentence = f"cache={options['cache']} shows old pages: double calls and damage within seconds."
        yield Finding("smb_cache", Severity.REFUSE, sentence, line)
    if any(_seconds(options, key) for key in ("actimeo", "acregmax", "acdirmax")):
        sentence = "actimeo is not 0: this PC uses an old size of the file and reads 'malformed' when it grows."
        yield Finding("smb_actimeo", Severity.REFUSE, sentence, line)
    if _seconds(options, "closetimeo"):
        sentence = "closetimeo is not 0: a closed journal stays open and the next one cannot be made."
        yield Finding("smb_closetimeo", Severity.REFUSE, sentence, line)
    if options.get("vers", "3").split(".")[0] not in ("2", "3"):
        yield Finding("smb_version", Severity.WARN, f"SMB {options['vers']} is old and was not tried.", line)
    for option, (key, sentence) in _LEAVE_OUT.items():
        if option in options:
            yield Finding(key, Severity.WARN, sentence, f"Leave {option} out: {line}")
    if user() and options.get("uid", str(user())) != str(user()):
        sentence = "The files of this share belong to another user of this PC: after a PC died in the middle of a write"
        mine = _smb_line({**options, "uid": "0", "gid": "0"}, mount.source, mount.point)
        yield Finding("smb_owner", Severity.WARN, f"{sentence}, this one may not open the hall any more.", mine)
    if _seconds(options, "echo_interval", missing=60) > 10:
        sentence = "echo_interval is long: a server that died is noticed late."
        yield Finding("smb_echo", Severity.WARN, sentence, f"{line}; and on the server, {SAMBA}")


def _windows(mount: Mount) -> Iterator[Finding]:
    if "offline" in mount.options:
        sentence = "Windows works on its own offline copy of this folder (Offline Files)."
        yield Finding("offline_files", Severity.REFUSE, sentence, "Switch Offline Files off for it (Sync Center).")
    yield Finding(
        "windows_untried",
        Severity.WARN,
        "A share under Windows: sound by SQLite's own Windows locks, but not tried by us yet.",
        "Run `antrean check --with-peer` on two PCs at once.",
    )


def _of_place(mount: Mount, folder: Path) -> Iterator[Finding]:
    copied = places.copied(folder)
    if copied is not None:
        sentence = f"{copied} is a folder that a program copies between PCs: each PC would have a hall of its own."
        yield Finding("synced_folder", Severity.REFUSE, sentence, "Put the hall on a real share of a server.")
    expected = places.unmounted(folder, mount)
    if expected is not None:
        source, point = expected
        sentence = f"{source} is not mounted at {point}, where /etc/fstab wants it: this is this PC's own disk."
        yield Finding(
            "not_mounted", Severity.REFUSE, sentence, f"See that the server answers, then: mount {_words(point)}"
        )


def _words(*parts: object) -> str:
    """Paths as a shell takes them: with a blank in them they are quoted."""
    return " ".join(shlex.quote(str(part)) for part in parts)


def _seconds(options: Mapping[str, str], key: str, *, missing: int = 0) -> int:
    value = options.get(key, "")
    return int(value) if value.isdecimal() else missing
