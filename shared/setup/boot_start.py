"""What starts with the PC: a unit for a kiosk or display, an entry of the desktop for a counter."""

import sys
from collections.abc import Sequence
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.setup import own_pc
from shared.setup.own_pc import OwnPc, put

UNITS = {"kiosk": "antrean-kiosk.service", "display": "antrean-display.service"}
DESKTOP = """[Desktop Entry]
Type=Application
Name=Antrean
Exec={command}
Icon=antrean
X-GNOME-Autostart-enabled=true
Terminal=false
"""
ENTRY = "antrean-counter.desktop"
WINDOWS_ENTRY = "antrean.cmd"
WINDOWS_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
"""Where the installer lets the counter start when somebody logs in."""


def command_of(role: str) -> Sequence[str]:
    """How this PC's program is started; what it is stands in the settings."""
    program = {"supervisor": ["counter", "--supervisor"]}.get(role, [role])
    return [*program, "--keep"]


def at_boot(machine: OwnPc, role: str, antrean: str, *, wanted: bool) -> list[str]:
    """Let the role's program start with the PC, and nothing else of ours; what was done, as commands or files.

    EnvironmentFault when a file cannot be written.
    """
    if sys.platform == "win32":  # pragma: no cover - Windows
        window = Path(antrean).with_name("antreanw.cmd")
        text = f'@call "{window if window.exists() else antrean}" {" ".join(command_of(role))}\n'
        return _entry(machine, role, text, WINDOWS_ENTRY, wanted=wanted) + _no_run(machine)
    done = _units(machine, role, wanted=wanted)
    desk = wanted and role in ("counter", "supervisor")
    return done + _entry(
        machine, role, DESKTOP.format(command=f"{antrean} {' '.join(command_of(role))}"), ENTRY, wanted=desk
    )


def _no_run(machine: OwnPc) -> list[str]:  # pragma: no cover - Windows
    """What the installer had put there goes: two starts would be two programs."""
    done: list[str] = []
    for hive in ("HKCU", "HKLM"):
        place = rf"{hive}\{WINDOWS_RUN}"
        code, _ = machine.run(["reg", "query", place, "/v", "Antrean"])
        if code == 0 and machine.run(["reg", "delete", place, "/v", "Antrean", "/f"])[0] == 0:
            done.append(rf"- {place}\Antrean")
    return done


def _entry(machine: OwnPc, role: str, text: str, name: str, *, wanted: bool) -> list[str]:
    place = machine.autostart / name
    if wanted:
        return [str(place)] if put(place, text) else []
    if place.exists():
        own_pc.take_away(place)
        return [f"- {place}"]
    return []


def _units(machine: OwnPc, role: str, *, wanted: bool) -> list[str]:
    if not machine.has_units():
        return []
    done: list[str] = []
    mine = UNITS.get(role) if wanted else None
    for unit in (*UNITS.values(), "antrean-update.timer"):
        want = unit == mine or (unit == "antrean-update.timer" and wanted)
        code, said = machine.run(["systemctl", "is-enabled", unit])
        if want != (code == 0 and said.startswith("enabled")):
            command = ["systemctl", "enable" if want else "disable", "--now", unit]
            if unit == mine:
                command.remove("--now")  # it would take the screen away from this guide: begun at the end
            failed, complaint = machine.run(command)
            if failed and unit == mine:
                told = complaint.splitlines()[-1] if complaint else " ".join(command)
                raise EnvironmentFault(
                    Kind.READ_ONLY,
                    f"The start with the PC could not be set up ({told}).",
                    "Start `antrean setup` again as administrator (sudo antrean setup).",
                )
            if not failed:
                done.append(" ".join(command))
    if mine is not None and (machine.root / "dev/tty7").exists():
        code, said = machine.run(["systemctl", "is-enabled", "getty@tty7.service"])
        if "masked" not in said:
            machine.run(["systemctl", "mask", "getty@tty7.service"])
            done.append("systemctl mask getty@tty7.service")
    return done


def begin_now(machine: OwnPc, role: str) -> str:
    """Start the role's unit now; what the system complains of, or nothing."""
    unit = UNITS.get(role)
    if unit is None or not machine.has_units():
        return ""
    code, said = machine.run(["systemctl", "restart", "--no-block", unit])
    return "" if code == 0 else said
