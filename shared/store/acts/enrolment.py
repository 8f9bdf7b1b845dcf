"""The devices that may act without a person: a supervisor enrols their keys, and revokes them."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.domain import permissions
from shared.domain.answers import HallChanged, Refused
from shared.domain.permissions import DeviceKind
from shared.faults import UsageFault
from shared.store import device_key
from shared.store.engine import Db, Engine
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device as the hall knows it. ``key`` is its fingerprint, ``state`` seen, enrolled or revoked."""

    device: str
    key: str
    pc: str
    seen_at: int
    state: str
    officer: str | None


def known_devices(db: Db) -> tuple[KnownDevice, ...]:
    """All devices that ever wrote, by name."""
    rows = db.execute("SELECT device, key, pc, seen_at, state, officer FROM device_keys ORDER BY device, seen_at")
    return tuple(KnownDevice(row[0], device_key.fingerprint(bytes(row[1])), *tuple(row)[2:]) for row in rows.fetchall())


def enrol_present(tx: Tx) -> None:
    """A hall gets its first officers: the kiosks and counters that work in it go on."""
    rows = tx.db.execute("SELECT key, device FROM device_keys WHERE state = 'seen'").fetchall()
    for key, device in rows:
        if permissions.kind_of(tx.hall, device) in (DeviceKind.KIOSK, DeviceKind.COUNTER):
            _set(tx, bytes(key), device, "enrolled", What.DEVICE_ENROLLED)


def enrol(
    hall_file: Engine, request: str, device: str, fingerprint: str = "", officer: str = ""
) -> HallChanged | Refused:
    """From now on this device may do what its kind may without a person.

    ``fingerprint`` is needed where several PCs call themselves so; UsageFault without one that fits.
    """
    return once(
        hall_file, request, "devices", _body(device, fingerprint, "enrolled", What.DEVICE_ENROLLED), officer=officer
    )


def revoke(
    hall_file: Engine, request: str, device: str, fingerprint: str = "", officer: str = ""
) -> HallChanged | Refused:
    """This device may do nothing by itself any more, and what it signs counts as unknown."""
    return once(
        hall_file, request, "devices", _body(device, fingerprint, "revoked", What.DEVICE_REVOKED), officer=officer
    )


def _body(device: str, fingerprint: str, state: str, what: What) -> Callable[[Tx], HallChanged]:
    def body(tx: Tx) -> HallChanged:
        key = _chosen(tx.db, device, fingerprint.replace(" ", "").lower(), state)
        _set(tx, key, device, state, what)
        tx.db.execute("UPDATE pulse SET hall_version = hall_version + 1")
        return HallChanged(what, tx.day, changes=(device,))

    return body


def _chosen(db: Db, device: str, fingerprint: str, state: str) -> bytes:
    rows = db.execute("SELECT key, state FROM device_keys WHERE device = ?", (device,)).fetchall()
    fitting = [bytes(key) for key, _ in rows if bytes(key).hex().startswith(fingerprint)]
    if not fingerprint:
        fitting = [bytes(key) for key, known in rows if known != state and (state == "revoked" or known == "seen")]
    if len(fitting) == 1:
        return fitting[0]
    if not rows:
        raise UsageFault(
            f'No device "{device}" has written to this hall yet.', "Start it once; `antrean device list` shows it then."
        )
    raise UsageFault(
        f"{len(fitting)} keys of {device} fit.",
        "Name one with --key; `antrean device list` shows them, the device too.",
    )


def _set(tx: Tx, key: bytes, device: str, state: str, what: What) -> None:
    tx.db.execute(
        "UPDATE device_keys SET state = ?, officer = ? WHERE key = ? AND device = ?", (state, tx.officer, key, device)
    )
    tx.event(what, reason=device, data={"device": device, "key": key.hex()})
