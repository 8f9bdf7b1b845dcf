"""How the server handles locks, as far as it can be seen: from its own settings on the server, or from an NFS client.

On the server's own PC the settings of Samba and NFS are files that can be read; on a client only NFS tells anything.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.check.item import Item, good, refuse, warn
from shared.store.sqlite.share import trust
from shared.store.sqlite.share.mount import Mount, ShareKind
from shared.store.sqlite.share.mounts_linux import lies_in

SAMBA, EXPORTS = Path("/etc/samba/smb.conf"), Path("/etc/exports")
LEASE = Path("/proc/fs/nfsd/nfsv4leasetime")
MOUNTSTATS = Path("/proc/self/mountstats")
LEASE_SECONDS = 30
"""With a longer lease everybody waits long for a dead PC."""
LEASE_REMEDY = (
    "15 s is comfortable. On the server, before NFS starts: echo 15 > /proc/fs/nfsd/nfsv4leasetime "
    "(NFS-Ganesha: NFSv4 { Lease_Lifetime = 15; })."
)
_WANTED = {"smb2 leases": "no", "oplocks": "no", "level2 oplocks": "no"}
_NO = frozenset({"no", "false", "0", "off"})


def by_this_pc(folder: Path, samba: Path = SAMBA, exports: Path = EXPORTS, lease: Path = LEASE) -> Iterator[Item]:
    """A folder on this PC's own disk that this PC itself offers to others."""
    place = str(folder.resolve())
    sections = _sections(_lines(samba))
    for name, section in sections.items():
        path = section.get("path", "").strip('"')
        if name != "global" and path.startswith("/") and lies_in(place, path.rstrip("/") or "/"):
            yield _samba(name, sections.get("global", {}) | section)
    for line in _lines(exports):
        path = line.split("#")[0].split(" ")[0].split("\t")[0].strip('"')
        if path.startswith("/") and lies_in(place, path.rstrip("/") or "/"):
            yield from _nfs(line, lease)
            return


def _samba(name: str, settings: Mapping[str, str]) -> Item:
    """One share of smb.conf; [global] fills what it does not say itself."""
    off = [key for key in ("locking", "posix locking") if settings.get(key, "yes").lower() in _NO]
    if off:
        sentence = f"Samba's share [{name}] says {off[0]} = no: locks do not hold between its PCs and this one."
        return refuse(
            "exported_locks", sentence, f"In smb.conf leave out {' and '.join(f'{key} = no' for key in off)}."
        )
    missing = [f"{key} = no" for key in _WANTED if settings.get(key, "yes").lower() not in _NO]
    if missing:
        sentence = (
            f"This PC offers the folder to others as [{name}] (smb.conf): its own programs do not break an SMB lease, "
            f"and {', '.join(missing)} is missing there."
        )
        return warn("exported", sentence, f"Switch leases off on this server: {trust.SAMBA}")
    return good("exported", f"This PC offers the folder to others as [{name}], with leases off as it must be.")


def _nfs(line: str, lease: Path) -> Iterator[Item]:
    """The kernel's NFS server: its locks are those of this PC's own programs, too."""
    if re.search(r"[(,]async[,)]", line):
        sentence = (
            "/etc/exports says async: what was confirmed may not be on the disk yet; a power cut may damage the file."
        )
        yield warn("exported_async", sentence, "Write sync in place of async, then: exportfs -ra")
    else:
        yield good("exported", "This PC offers the folder to others by NFS.")
    told = "".join(_lines(lease)).strip()
    if told.isdecimal() and int(told) > LEASE_SECONDS:
        sentence = f"This NFS server lets a dead PC hold its locks for {told} s."
        yield warn("nfs_lease", sentence, LEASE_REMEDY, lease_seconds=int(told))


def by_nfs_server(mount: Mount, mountstats: Path = MOUNTSTATS) -> Iterator[Item]:
    """How long the server of this NFS mount lets a dead PC hold its locks, as it told the client."""
    if mount.kind is not ShareKind.NFS:
        return
    wanted = f"device {mount.source} mounted on {mount.point} with fstype nfs"
    for block in "\n".join(_lines(mountstats)).split("\ndevice "):
        told = re.search(r"\blease_time=(\d+)", block)
        if told is None or not f"device {block.removeprefix('device ')}".startswith(wanted):
            continue
        seconds = int(told[1])
        sentence = f"The NFS server lets a dead PC hold its locks for {seconds} s."
        if seconds > LEASE_SECONDS:
            yield warn("nfs_lease", sentence, LEASE_REMEDY, lease_seconds=seconds)
        else:
            yield good("nfs_lease", sentence, lease_seconds=seconds)
        return


def _sections(lines: list[str]) -> dict[str, dict[str, str]]:
    """What an smb.conf says, section by section; keys as Samba reads them (lower case, single blanks)."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in map(str.strip, lines):
        if line.startswith("[") and line.endswith("]"):
            section = found.setdefault(line[1:-1].strip().lower(), {})
        elif "=" in line and not line.startswith(("#", ";")):
            key, _, value = line.partition("=")
            section[" ".join(key.lower().split())] = value.strip()
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
