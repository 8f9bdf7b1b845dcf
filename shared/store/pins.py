"""PINs: how one is scrambled (scrypt), and whether one is right.

The hall's file can be read by everybody who may use the hall, so a PIN is never in it as it is. Six digits can be
guessed by a machine that has the file; they keep a colleague from acting under another name, and no more
(docs/security.md).
"""

import hashlib
import hmac
import secrets

SHORTEST = 6
_LOG_N, _R, _P = 15, 8, 1  # some 80 ms and 32 MB
_SALT, _LENGTH = 16, 32
_MEMORY = 128 * 1024 * 1024


def is_pin(pin: str) -> bool:
    """Whether it is at least six digits."""
    return len(pin) >= SHORTEST and pin.isascii() and pin.isdecimal()


def scrambled(pin: str) -> str:
    """A PIN as the hall's data keep it, with a salt of its own."""
    salt = secrets.token_bytes(_SALT)
    return f"scrypt${_LOG_N}${_R}${_P}${salt.hex()}${_key(pin, salt, _LOG_N, _R, _P).hex()}"


def is_right(pin: str, kept: str) -> bool:
    """Whether this is the PIN that was scrambled; it takes as long for one that nobody has."""
    try:
        _, log_n, r, p, salt, key = kept.split("$")
        found = _key(pin, bytes.fromhex(salt), int(log_n), int(r), int(p))
        return hmac.compare_digest(found, bytes.fromhex(key))
    except (ValueError, TypeError, OverflowError, MemoryError):  # numbers that no PC can compute with among them
        _key(pin, bytes(_SALT), _LOG_N, _R, _P)
        return False


def _key(pin: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=1 << log_n, r=r, p=p, maxmem=_MEMORY, dklen=_LENGTH)
