"""Network folders: those that are mounted, those that can be found, and how one is mounted with the right options."""

import concurrent.futures
import ipaddress
import re
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from shared.setup.own_pc import OwnPc, put
from shared.store.sqlite.share import mounts_linux
from shared.store.sqlite.share.mount import ShareKind

MARK = "# antrean setup: the hall's share"
SMB_OPTIONS = (
    "vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2,credentials={credentials},uid=antrean,gid=antrean,"
    "file_mode=0660,dir_mode=0770,_netdev,nofail"
)
NFS_OPTIONS = "vers=4.2,hard,lookupcache=positive,_netdev,nofail"
"""As docs/install.md gives the reasons for them."""
SMB_PORT, NFS_PORT = 445, 2049
_MOST_HOSTS = 1024
_SECONDS = 0.6


@dataclass(frozen=True, slots=True)
class ShareAddress:
    """A network folder. ``kind`` is smb or nfs."""

    kind: str
    server: str
    path: str

    @property
    def source(self) -> str:
        """As a table of mounts names it."""
        return f"//{self.server}/{self.path}" if self.kind == "smb" else f"{self.server}:{self.path}"

    @property
    def unc(self) -> str:
        """As Windows names it."""
        return rf"\\{self.server}" + "\\" + self.path.replace("/", "\\")


def address(text: str) -> ShareAddress | None:
    r"""``//server/share``, ``\\server\share``, ``smb://server/share``, ``server:/path`` or ``nfs://server/path``."""
    plain = text.strip().replace("\\", "/")
    smb = re.fullmatch(r"(?:smb:|cifs:)?//([^/:@\s,]+)/([^:\n,]+?)/*", plain)
    if smb:
        return ShareAddress("smb", smb[1], smb[2])
    nfs = re.fullmatch(r"(?!nfs:)([A-Za-z0-9][^/:@\s,]+):(/[^\s,]*)", plain) or re.fullmatch(
        r"nfs://([^/:@\s,]+)(/[^\s,]*)", plain
    )
    return ShareAddress("nfs", nfs[1], nfs[2]) if nfs else None


def mounted(machine: OwnPc) -> list[tuple[str, str]]:
    """Network folders that are mounted on this PC: where, and from which server."""
    if sys.platform == "win32":  # pragma: no cover - Windows
        return _mapped(machine)
    found: list[tuple[str, str]] = []
    try:
        lines = machine.mountinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    for line in lines:
        mount = mounts_linux.parse(line)
        if mount is not None and mount.kind in (ShareKind.SMB, ShareKind.NFS):
            found.append((mount.point, mount.source))
    return found


def _mapped(machine: OwnPc) -> list[tuple[str, str]]:  # pragma: no cover - Windows
    """Network drives, as ``net use`` lists them."""
    _, said = machine.run(["net", "use"])
    return [(drive, unc) for drive, unc in re.findall(r"([A-Z]:)\s+(\\\\\S+)", said)]


def own_networks() -> list[str]:
    """The networks that this PC is in, as 192.168.1.0/24; only ordinary private ones, and none that is huge."""
    found: list[str] = []
    for addresses in psutil.net_if_addrs().values():
        for one in addresses:
            if one.family == socket.AF_INET and one.netmask:
                network = ipaddress.ip_network(f"{one.address}/{one.netmask}", strict=False)
                if network.is_private and not network.is_loopback and network.num_addresses <= _MOST_HOSTS:
                    found.append(str(network))
    return list(dict.fromkeys(found))


def listening(
    networks: Iterable[str], ports: Iterable[int], tell: Callable[[int, int], None] | None = None
) -> list[tuple[str, int]]:
    """Who in these networks takes a connection at one of the ports. One short try for each; nothing is sent."""
    hosts = [str(host) for network in networks for host in ipaddress.ip_network(network).hosts()][:_MOST_HOSTS]
    tries = [(host, port) for host in hosts for port in ports]
    found: list[tuple[str, int]] = []
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        for at, answered in enumerate(pool.map(_answers, tries)):
            if answered:
                found.append(tries[at])
            if tell is not None and at % 64 == 0:
                tell(at, len(tries))
    return found


def _answers(place: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(place, _SECONDS):
            return True
    except OSError:
        return False


def offered(machine: OwnPc, server: str, port: int) -> list[ShareAddress]:
    """The folders that a server says it has; nothing when it does not say, or the tool to ask is missing."""
    if port == NFS_PORT:
        code, said = machine.run(["showmount", "--no-headers", "-e", server], 10)
        lines = said.splitlines() if code == 0 else []
        return [ShareAddress("nfs", server, line.split()[0]) for line in lines if line.startswith("/")]
    code, said = machine.run(["smbclient", "-N", "-g", "-L", f"//{server}"], 10)
    rows = [line.split("|") for line in said.splitlines()]
    return [
        ShareAddress("smb", server, row[1])
        for row in rows
        if len(row) > 1 and row[0] == "Disk" and not row[1].endswith("$")
    ]


# --- mounting ---------------------------------------------------------------------------------------------------------


def fstab_line(machine: OwnPc, where: ShareAddress, point: str) -> str:
    """The line for a share, with the options that a hall needs. Blanks are written as the table wants them."""
    options = SMB_OPTIONS.format(credentials=machine.credentials) if where.kind == "smb" else NFS_OPTIONS
    kind = "cifs" if where.kind == "smb" else "nfs4"
    source = where.source.replace(" ", "\\040")
    return f"{source}  {point}  {kind}  {options}  0  0"


def with_line(text: str, line: str) -> str:
    """The table of mounts with our line; an earlier line of ours gives way, all others stay."""
    kept: list[str] = []
    skip = False
    for old in text.splitlines():
        if skip or old == MARK:
            skip = old == MARK
            continue
        kept.append(old)
    return "\n".join([*kept, MARK, line]) + "\n"


def mount(machine: OwnPc, where: ShareAddress, point: str, user: str, password: str) -> str:
    """Write what mounts the share at each start, and mount it now; what the system complains of, or nothing.

    EnvironmentFault when a file cannot be written (no rights, no space).
    """
    if sys.platform == "win32":  # pragma: no cover - Windows
        command = ["net", "use", where.unc, "/persistent:yes"]
        code, said = machine.run([*command, password, f"/user:{user}"] if user else command)
        return "" if code == 0 else said
    if where.kind == "smb":
        put(machine.credentials, f"username={user}\npassword={password}\n", secret=True)
    text = machine.fstab.read_text(encoding="utf-8") if machine.fstab.exists() else ""
    put(machine.fstab, with_line(text, fstab_line(machine, where, point)))
    folder = machine.root / point.lstrip("/")
    folder.mkdir(parents=True, exist_ok=True)
    had = folder.is_mount()
    if had:
        machine.run(["umount", str(folder)])
    if machine.has_systemd():
        machine.run(["systemctl", "daemon-reload"])
    code, said = machine.run(["mount", str(folder)])
    if code == 0:
        return ""
    put(machine.fstab, text)  # no line for what cannot be mounted
    if had:
        machine.run(["mount", str(folder)])
    return said


def halls(folder: Path) -> list[Path]:
    """The halls in a folder: itself, or folders in it."""
    found = [folder] if (folder / "hall.db").is_file() else []
    try:
        inside = sorted(place for place in folder.iterdir() if place.is_dir())
    except OSError:
        return found
    return found + [place for place in inside if (place / "hall.db").is_file()]
