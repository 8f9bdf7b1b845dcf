"""This PC's settings, ``antrean.conf``: lines are changed, added or taken out; everything else in the file stays."""

from collections.abc import Mapping
from pathlib import Path

from shared import launcher
from shared.setup import own_pc

HEAD = (
    "# What this PC is in its hall. `antrean setup` writes it; every command and every unit of Antrean reads it.\n"
    "# One NAME=VALUE a line. What the command line or the environment says goes first.\n"
)


def read(path: Path) -> dict[str, str]:
    """What the file says; nothing when it is not there or cannot be read."""
    try:
        return launcher.settings(launcher.settings_text(path))
    except OSError:
        return {}


def changed(text: str, wanted: Mapping[str, str | None]) -> str:
    """The file's text with these settings; None takes one out."""
    left = {name: value for name, value in wanted.items() if value is not None}
    lines: list[str] = []
    for line in text.splitlines() or HEAD.splitlines():
        name = line.partition("=")[0].strip()
        if name not in wanted:
            lines.append(line)
        elif name in left:
            lines.append(f"{name}={left.pop(name)}")
    lines += [f"{name}={value}" for name, value in left.items()]
    return "\n".join(lines) + "\n"


def write(path: Path, wanted: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """Make the file say this; what differs, as (before, after). EnvironmentFault when it cannot be written."""
    before = read(path)
    text = launcher.settings_text(path) if path.exists() else ""
    differs = {name: (before.get(name, ""), value or "") for name, value in wanted.items() if before.get(name) != value}
    if differs:
        own_pc.put(path, changed(text, wanted))
    return differs
