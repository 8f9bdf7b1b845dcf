"""A hall on a server: is it there, is it fit, may this PC do its work, and is there a copy?"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.check.item import Item, good, of_fault, refuse, warn
from shared.check.share import SKEW_BAD_MS, SKEW_WARN_MS
from shared.clock import Clock
from shared.faults import EnvironmentFault
from shared.store.engine import Engine
from shared.store.engine_choice import server_part
from shared.store.sqlite.maintenance import backup

_NEEDED = {"fsync": "on", "full_page_writes": "on", "server_encoding": "UTF8"}
_WRITE_WARN_MS, _ASK_WARN_MS = 150.0, 20.0
_COPY_WARN_HOURS = 26
_LAG_WARN_SECONDS = 10.0


def look(folder: Path, hall: Engine, clock: Clock) -> Iterator[Item]:
    """Everything about the server of an open hall."""
    facts = server_part("server_facts")
    found = facts.look(hall)
    yield good(
        "server",
        f"PostgreSQL {found.version}; the hall is {found.bytes / 1e6:.1f} MB.",
        version=found.version,
        bytes=found.bytes,
    )
    yield from _settings(found)
    yield from _rights(found)
    yield from _room(found, len(hall.learned.kiosk) + len(hall.learned.counter) + len(hall.learned.display))
    yield from _replication(found)
    yield from _speed(facts, hall, standby=found.standby)
    yield _clock(hall.skew_ms())
    yield _copy(folder, clock)


def _settings(found: Any) -> Iterator[Item]:
    wrong = {name: found.settings[name] for name, value in _NEEDED.items() if found.settings[name] != value}
    if wrong:
        told = ", ".join(f"{name} = {value}" for name, value in wrong.items())
        wanted = ", ".join(f"{name} = {_NEEDED[name]}" for name in wrong)
        yield refuse(
            "settings", f"A power cut would damage this server, or it cannot write our words: {told}.", f"Set {wanted}."
        )
    elif found.settings["synchronous_commit"] == "off":
        yield warn(
            "settings",
            "synchronous_commit is off: a power cut takes the last acts, which were told as done.",
            "Set synchronous_commit = on.",
        )
    else:
        yield good("settings", "The server keeps what it has said is done (fsync, full_page_writes, UTF8).")
    if found.settings["ssl"] != "on":
        yield warn("ssl", "The server takes connections without TLS.", "Set ssl = on, and sslmode=verify-full in url.")


def _rights(found: Any) -> Iterator[Item]:
    if found.owner:
        yield warn(
            "rights",
            f"This PC is {found.login}, who owns the hall and may do everything.",
            "Give a kiosk, a counter or a display a login of its own kind (docs/postgresql.md).",
            login=found.login,
        )
    elif found.kinds:
        yield good("rights", f"This PC is {found.login}: {', '.join(found.kinds)}.", login=found.login)
    else:
        yield refuse(
            "rights", f"This PC is {found.login}, who has no role in this hall.", "Grant it one of the hall's."
        )


def _room(found: Any, devices: int) -> Iterator[Item]:
    used, most = found.connections
    wanted = 2 * devices + 10
    told = f"{used} of {most} connections are used; this hall's {devices} devices need up to {wanted}."
    if most < wanted:
        yield warn("connections", told, f"Set max_connections = {wanted + 20} or more.", used=used, most=most)
    else:
        yield good("connections", told, used=used, most=most)


def _replication(found: Any) -> Iterator[Item]:
    if found.standby:
        behind = found.behind_seconds or 0.0
        yield warn(
            "replication", f"This is a standby, {behind:.0f} s old: it can be read only.", "Name the primary in url.",
            behind_seconds=round(behind, 1),
        )  # fmt: skip
        return
    if not found.replicas:
        yield good("replication", "No standby follows this server.", standbys=0)
        return
    for name, state, sync, lag in found.replicas:
        told = f"Standby {name}: {state}, {sync}, {lag:.1f} s behind."
        if state != "streaming" or lag > _LAG_WARN_SECONDS:
            yield warn("replication", told, "Look at its log and its network.", lag_seconds=round(lag, 1))
        else:
            yield good("replication", told, lag_seconds=round(lag, 1))


def _speed(facts: Any, hall: Any, *, standby: bool) -> Iterator[Item]:
    middle, worst = facts.ask_milliseconds(hall)
    told = f"A question takes {middle:.1f} ms, at worst {worst:.0f} ms."
    numbers = {"p50_ms": round(middle, 2), "max_ms": round(worst, 1)}
    yield (
        warn("latency", told, "Look at the network.", **numbers)
        if middle > _ASK_WARN_MS
        else good("latency", told, **numbers)
    )
    if standby:
        return
    try:
        middle, worst = facts.write_milliseconds(hall)
    except EnvironmentFault as fault:
        yield of_fault("write", fault)
        return
    told = f"A write takes {middle:.1f} ms, at worst {worst:.0f} ms."
    numbers = {"p50_ms": round(middle, 2), "max_ms": round(worst, 1)}
    slow = middle > _WRITE_WARN_MS
    yield (
        warn("write", told, "Look at the server's disk and load.", **numbers)
        if slow
        else good("write", told, **numbers)
    )


def _clock(skew: int) -> Item:
    if abs(skew) <= SKEW_WARN_MS:
        return good("clock", "This PC's clock agrees with the server's.", skew_ms=skew)
    way = "ahead of" if skew > 0 else "behind"
    told = f"This PC's clock is {abs(skew) / 1000:.0f} s {way} the server's."
    remedy = "Switch on time synchronisation (timedatectl set-ntp true) on this PC and on the server."
    return (refuse if abs(skew) > SKEW_BAD_MS else warn)("clock", told, remedy, skew_ms=skew)


def _copy(folder: Path, clock: Clock) -> Item:
    """How old the newest copy beside the hall is."""
    copies = backup.backups_in(folder / backup.FOLDER)
    if not copies:
        return warn(
            "backup", "There is no copy of the hall in its folder.", "Run `antrean backup`; programs do it hourly."
        )
    made = datetime.datetime.fromtimestamp(copies[-1].stat().st_mtime, datetime.UTC)
    hours = (datetime.datetime.fromtimestamp(clock() / 1000, datetime.UTC) - made).total_seconds() / 3600
    told = f"The newest copy is {copies[-1].name}, {max(hours, 0):.0f} h old."
    if hours > _COPY_WARN_HOURS:
        return warn(
            "backup", told, "Run `antrean backup`, and see that a program of the hall runs.", hours=round(hours)
        )
    return good("backup", told, hours=round(hours))
