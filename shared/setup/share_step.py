"""Which share: one that is mounted, one found in the network, one that is typed, or this PC's own disk."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from shared.check import locks, partner, run, share
from shared.check.item import Item
from shared.domain.words import Text
from shared.faults import EnvironmentFault, Fault
from shared.setup import shares
from shared.setup.both import both, same, yes_no
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Tell, Work
from shared.setup.own_pc import OwnPc
from shared.setup.told import fault_page, line_of
from shared.store.sqlite.share.trust import Severity

POINT = "/mnt/antrean"
USUAL_FOLDER = "C:\\Antrean" if sys.platform == "win32" else "/srv/antrean"
HEADING = both("Folder bersama", "The share")


def course(machine: OwnPc, before: str) -> Course:
    """Ask until there is a folder that passes the check; its path."""
    while True:
        folder = yield from _one(machine, before)
        if folder is None:
            continue
        items = yield Work(
            both("Folder ini dicoba ...", "This folder is tried ..."), lambda _tell, at=folder: tried(at)
        )
        good = not any(item.weight is Severity.REFUSE for item in items)
        yield Tell(both(f"Hasil: {folder}", f"The result: {folder}"), [line_of(item) for item in items])
        if good:
            return folder
        other = yield yes_no(
            HEADING,
            both(
                "Folder ini tidak aman untuk MPP. Pilih folder lain?",
                "This folder is not safe for a hall. Choose another one?",
            ),
        )
        if other == "no":
            return folder


def tried(folder: Path) -> list[Item]:
    """The share's part of ``antrean check``: the mount, locks between two processes, free space."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fault = EnvironmentFault(
            run.errors.sorted_fault(error).kind,
            f"{folder} cannot be used ({error.strerror or error}).",
            "Name another folder, or start as administrator.",
        )
        return [run.of_fault("share", fault)]
    items = list(run.guarded("share", lambda: share.mount(folder)))
    if not any(item.weight is Severity.REFUSE for item in items):
        items += run.guarded("locks", lambda: _locks(folder))
        items += run.guarded("room", lambda: [share.room(folder)])
    return items


def _locks(folder: Path) -> list[Item]:
    with locks.trial_file(folder) as path, partner.started(path) as there:
        return [locks.lock_trial(path, there), locks.freshness(path, there)]


def _one(machine: OwnPc, before: str) -> Course:
    """One folder, or None when the way to it led nowhere."""
    options = [Option(f"at:{point}", same(f"{point}  ({source})")) for point, source in shares.mounted(machine)]
    known = Path(before).parent if before else None
    if known is not None and known.is_dir() and f"at:{known}" not in {option.key for option in options}:
        options.insert(0, Option(f"at:{known}", same(str(known)), both("seperti sekarang", "as it is now")))
    options += [
        Option("find", both("Cari server di jaringan ini", "Look for a server in this network")),
        Option(
            "type",
            both(
                "Ketik alamatnya (//server/folder atau server:/folder)",
                "Type its address (//server/folder or server:/folder)",
            ),
        ),
        Option(
            "folder",
            both("Sebuah folder di PC ini", "A folder on this PC"),
            both(
                "untuk MPP dengan satu PC, atau folder bersama yang sudah terpasang",
                "for a hall of one PC, or a share that is mounted already",
            ),
        ),
    ]
    chosen = yield Choose(
        HEADING,
        both(
            "Di mana file antrean disimpan? Semua PC MPP memakai folder bersama yang sama.",
            "Where does the hall's file lie? All PCs of a hall use the same share.",
        ),
        options,
        options[0].key if known is not None else "",
    )
    if chosen.startswith("at:"):
        return Path(chosen[3:])
    if chosen == "folder":
        typed = yield Enter(
            HEADING, both("Folder yang mana?", "Which folder?"), str(known or USUAL_FOLDER), check=_absolute
        )
        return Path(typed).expanduser()
    where = yield from (_found(machine) if chosen == "find" else _typed())
    if where is None:
        return None
    return (yield from _mounted(machine, where))


def _absolute(text: str) -> Text | None:
    if Path(text).expanduser().is_absolute():
        return None
    return both("Tulis seluruh jalurnya, mulai dari awal.", "Write the whole path, from the beginning.")


def _typed() -> Course:
    typed = yield Enter(
        HEADING,
        both(
            "Alamat folder bersama, misalnya //server/antrean (Windows, Samba) atau server:/srv/antrean (NFS)",
            "The address of the share, as //server/antrean (Windows, Samba) or server:/srv/antrean (NFS)",
        ),
        check=lambda text: (
            None
            if shares.address(text)
            else both("Ini bukan alamat folder bersama.", "This is not the address of a share.")
        ),
    )
    return shares.address(typed)


def _found(machine: OwnPc) -> Course:
    networks = shares.own_networks()

    def look(tell: Callable[[Text], None]) -> list[shares.ShareAddress]:
        def said(at: int, of: int) -> None:
            tell(both(f"{at} dari {of} alamat", f"{at} of {of} addresses"))

        servers = shares.listening(networks, (shares.SMB_PORT, shares.NFS_PORT), said)
        found = [offer for server, port in servers for offer in shares.offered(machine, server, port)]
        silent = [
            shares.ShareAddress("smb" if port == shares.SMB_PORT else "nfs", server, "")
            for server, port in servers
            if not any(offer.server == server for offer in found)
        ]
        return found + silent

    found: list[shares.ShareAddress] = yield Work(both("Mencari di jaringan ...", "Looking in the network ..."), look)
    if not found:
        yield Tell(
            HEADING,
            [
                Line(
                    both("Tidak ada server folder bersama yang ditemukan.", "No server of shares was found."),
                    "look",
                    both(
                        "Periksa kabel jaringan, atau ketik alamatnya.", "Check the network cable, or type the address."
                    ),
                )
            ],
        )
        return None
    options = [
        Option(
            offer.source,
            same(offer.source),
            None
            if offer.path
            else both("server ini tidak menyebut foldernya", "this server does not name its folders"),
        )
        for offer in found
    ]
    chosen = yield Choose(HEADING, both("Yang mana?", "Which one?"), options)
    offer = next(offer for offer in found if offer.source == chosen)
    if offer.path:
        return offer
    path = yield Enter(
        HEADING, both(f"Nama folder di {offer.server}?", f"The folder's name on {offer.server}?"), "antrean"
    )
    return shares.ShareAddress(offer.kind, offer.server, path if offer.kind == "smb" else f"/{path.lstrip('/')}")


def _mounted(machine: OwnPc, where: shares.ShareAddress) -> Course:
    """Mount it with the right options; the folder, or None."""
    user = password = ""
    if where.kind == "smb":
        user = yield Enter(
            HEADING, both(f"Nama pengguna di {where.server}?", f"The user's name on {where.server}?"), "antrean"
        )
        password = yield Enter(HEADING, both("Kata sandinya?", "The password?"), secret=True)
    if sys.platform != "win32" and os.geteuid() != 0 and machine.root == Path("/"):
        yield Tell(
            HEADING,
            [
                Line(
                    both(
                        "Memasang folder bersama perlu hak administrator.", "Mounting a share needs an administrator."
                    ),
                    "bad",
                    both(
                        "Mulai lagi: sudo antrean setup. Baris berikut akan ditulis ke /etc/fstab:",
                        "Start again: sudo antrean setup. This line would be written into /etc/fstab:",
                    ),
                ),
                Line(same(shares.fstab_line(machine, where, POINT))),
            ],
        )
        return None

    def act(_tell: Callable[[Text], None]) -> str:
        return shares.mount(machine, where, POINT, user, password)

    complaint = yield Work(both(f"{where.source} dipasang ...", f"{where.source} is mounted ..."), act)
    if isinstance(complaint, Fault):
        yield fault_page(HEADING, complaint)
        return None
    if complaint:
        yield Tell(
            HEADING,
            [
                Line(
                    both("Folder bersama tidak dapat dipasang.", "The share could not be mounted."),
                    "bad",
                    same(complaint),
                )
            ],
        )
        return None
    return Path(where.unc) if sys.platform == "win32" else machine.root / POINT.lstrip("/")
