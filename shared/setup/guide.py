"""The guide: which share, which hall, what this PC is, its printer, sound and screen, start at boot; then the check."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shared.faults import Fault
from shared.setup import (
    boot_start,
    check_step,
    hall_step,
    own_pc,
    pc_settings,
    printer_step,
    role_step,
    share_step,
    trials,
)
from shared.setup.both import both, same, yes_no
from shared.setup.guide_pages import Choose, Course, Line, Option, Work
from shared.setup.own_pc import OwnPc

LANG, HALL, ROLE = "ANTREAN_LANG", "ANTREAN_HALL", "ANTREAN_ROLE"
OF_ROLE = {"kiosk": "ANTREAN_KIOSK", "counter": "ANTREAN_COUNTER", "display": "ANTREAN_DISPLAY"}


def guide(machine: OwnPc, antrean: str = "antrean") -> Course:
    """The whole way. ``antrean`` is the command that starts a program of this PC."""
    before = pc_settings.read(machine.conf)
    lang = yield from _language(before)
    share = yield from share_step.course(machine, before.get(HALL, ""))
    folder, hall = yield from hall_step.course(share, before.get(HALL, ""))
    role, device = yield from role_step.course(folder, hall, before)
    if role == "kiosk":
        yield from printer_step.course(folder, hall, device)
    if role in ("kiosk", "display"):
        yield from trials.sound(role)
        yield from trials.screen(role)
    written = yield from _write(machine, _wanted(folder, lang, role, device))
    started, now = yield from _start(machine, role, antrean)
    nothing = both("Tidak ada yang berbeda; tidak ada yang diubah.", "Nothing differed; nothing was changed.")
    done = [*written, *started] or [Line(nothing, "ok")]
    yield from check_step.course(folder, done, role=role)
    own_pc.give_to_service(folder)
    if now:
        boot_start.begin_now(machine, role)


def _language(before: Mapping[str, str]) -> Course:
    here = before.get(LANG) or ("en" if os.environ.get("LANG", "").startswith("en") else "id")
    return (
        yield Choose(
            same("Bahasa / Language"),
            same("Penyiapan PC ini dalam bahasa apa? / In which language shall this PC be set up?"),
            (Option("id", same("Bahasa Indonesia")), Option("en", same("English"))),
            here,
        )
    )


def _wanted(folder: Path, lang: str, role: str, device: str) -> dict[str, str | None]:
    """The settings that follow; what belongs to another role is taken out."""
    wanted: dict[str, str | None] = {HALL: str(folder), LANG: lang, ROLE: role}
    return wanted | {name: device if each == role else None for each, name in OF_ROLE.items()}


def _write(machine: OwnPc, wanted: Mapping[str, str | None]) -> Course:
    """The settings, as a plain file; only what differs. What was changed."""
    place = machine.conf
    differs = yield Work(
        both("Pengaturan PC ini ditulis ...", "The settings of this PC are written ..."),
        lambda _tell: pc_settings.write(place, wanted),
    )
    if isinstance(differs, Fault):
        raise differs
    changed: Mapping[str, tuple[str, str]] = differs
    return [Line(same(f"{place}: {name}: {old or '-'} -> {new or '-'}"), "ok") for name, (old, new) in changed.items()]


def _start(machine: OwnPc, role: str, antrean: str) -> Course:
    """Start at boot; what was done, and whether the program is to begin at the end."""
    heading = both("Mulai bersama PC", "Start with the PC")
    asked = both(
        "Haruskah program ini mulai sendiri setiap PC dinyalakan?",
        "Shall the program start by itself whenever the PC is switched on?",
    )
    wanted = (yield yes_no(heading, asked)) == "yes"
    done = yield Work(
        both("Mulai otomatis disiapkan ...", "The start is prepared ..."),
        lambda _tell: boot_start.at_boot(machine, role, antrean, wanted=wanted),
    )
    if isinstance(done, Fault):
        raise done
    lines = [Line(same(words), "ok") for words in done]
    own_unit = wanted and role in boot_start.UNITS
    if own_unit and not machine.has_units() and sys.platform != "win32":
        missing = both(
            "Unit dari paket Debian tidak ada di PC ini, jadi program belum mulai sendiri.",
            "The units of the Debian package are not on this PC, so the program does not start by itself yet.",
        )
        lines.append(Line(missing, "look", same(f"{antrean} {' '.join(boot_start.command_of(role))}")))
    now = "no"
    if own_unit and machine.has_units():
        question = both(
            "Haruskah program mulai begitu penyiapan ini selesai? Layar PC ini akan diambil alihnya.",
            "Shall the program start as soon as this set-up is finished? It takes over this PC's screen.",
        )
        now = yield yes_no(both("Mulai sekarang", "Start now"), question)
    return lines, now == "yes"
