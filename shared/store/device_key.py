"""This PC's own key (ed25519): what it writes into the audit is signed with it.

The key lies in this PC's own folder, readable by its user alone; the hall knows the public half (``device_keys``).
"""

import contextlib
import functools
import hashlib
import logging
import os
import secrets
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from shared import config
from shared.faults import EnvironmentFault

NAME = "device.key"
_SEED = 32
_log = logging.getLogger("antrean.store")


def key_id(public: bytes) -> bytes:
    """What a signed row says of its key: eight bytes are enough to find the whole one."""
    return hashlib.sha256(public).digest()[:8]


class DeviceKey:
    """A key that signs.

    Attributes:
        public: its public half.
        id: what stands for it in the audit.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)
        self.public = bytes(self._key.verify_key)
        self.id = key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """Its signature of a message, 64 bytes."""
        return self._key.sign(message).signature


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of this public key signed the message."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def fingerprint(key: bytes) -> str:
    """A key as two people compare it on the telephone: ``3f2a 91c0 77de 105b``."""
    text = key.hex()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def of_this_pc() -> DeviceKey:
    """The key in this PC's own folder; one for this run alone where that folder cannot be used."""
    try:
        return of_folder(config.local_folder())
    except (EnvironmentFault, OSError) as fault:
        _log.warning("this PC's key cannot be kept, so the hall will not know it again: %s", fault)
        return _passing()


@functools.lru_cache(maxsize=8)
def of_folder(folder: Path) -> DeviceKey:
    """The key in a folder, made at the first use. OSError when it can be neither read nor made."""
    path = folder / NAME
    if not path.exists():
        _make(path)
    seed = path.read_bytes()
    if len(seed) != _SEED:
        aside = path.with_name(f"{NAME}.damaged")
        _log.error("%s is damaged: it is kept as %s, and this PC gets a new key", path, aside.name)
        path.replace(aside)
        _make(path)
        seed = path.read_bytes()
    return DeviceKey(seed)


@functools.cache
def _passing() -> DeviceKey:
    return DeviceKey(secrets.token_bytes(_SEED))


def _make(path: Path) -> None:
    """Write a fresh one; when another program of this PC was faster, its key is the one."""
    half = path.with_name(f"{NAME}.{secrets.token_hex(4)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SEED))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(half)
    except OSError:  # a disk without hard links
        if not path.exists():
            half.replace(path)
    finally:
        half.unlink(missing_ok=True)
