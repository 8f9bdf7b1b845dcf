"""``server.toml`` in a hall's folder: which server, database and schema hold the hall. Without it, the hall is a file.

It names no person and no password: those are each PC's own (``PGUSER``, ``PGPASSFILE`` or ``~/.pgpass``).
"""

import contextlib
import os
import re
import secrets
import tomllib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from shared.faults import EnvironmentFault, Kind, UsageFault

FILE = "server.toml"
SCHEMES = ("postgresql", "postgres")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,39}")
_LOGIN = ("user=", "password=")
_NAMES = "small letters, digits and _, at most 40, beginning with a letter"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a hall is. ``url`` is a libpq address of the database, ``schema`` the hall's part of it."""

    url: str
    schema: str

    def __post_init__(self) -> None:
        """UsageFault for an address or a name that cannot be used."""
        if urlsplit(self.url).scheme not in SCHEMES:
            raise UsageFault(f'"{shown(self.url)}" is not the address of a PostgreSQL server.', _LIKE)
        if not _NAME.fullmatch(self.schema):
            raise UsageFault(f'"{self.schema}" cannot be the schema of a hall.', f"Name it with {_NAMES}.")

    @property
    def shown(self) -> str:
        """The address for people and logs: without a password."""
        return shown(self.url)

    @property
    def without_login(self) -> "ServerAddress":
        """The same for every PC: each has a login of its own."""
        parts = urlsplit(self.url)
        query = "&".join(one for one in parts.query.split("&") if one and not one.lower().startswith(_LOGIN))
        url = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        return ServerAddress(f"{url}?{query}" if query else url, self.schema)

    @property
    def database(self) -> str:
        """The database's name."""
        return urlsplit(self.url).path.strip("/") or "antrean"

    def in_database(self, name: str) -> "ServerAddress":
        """Another database of the same server."""
        parts = urlsplit(self.url)
        url = f"{parts.scheme}://{parts.netloc}/{name}"
        return ServerAddress(f"{url}?{parts.query}" if parts.query else url, self.schema)

    def role(self, kind: str) -> str:
        """The role of the hall's devices of a kind."""
        return f"antrean_{self.schema}_{kind}"


_LIKE = "Write it like postgresql://server.hall.example/antrean."


def is_address(text: str) -> bool:
    """Whether a person named a server, and not a folder."""
    return text.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def shown(url: str) -> str:
    """A server's address without its password."""
    parts = urlsplit(url)
    login, at, host = parts.netloc.rpartition("@")
    query = "&".join(one for one in parts.query.split("&") if one and not one.lower().startswith("password="))
    url = f"{parts.scheme}://{login.partition(':')[0]}{at}{host}{parts.path}"
    return f"{url}?{query}" if query else url


def given(text: str, schema: str | None) -> ServerAddress:
    """The address that a person typed: ``postgresql://server/database``, the schema in ``--schema`` or ``?schema=``."""
    parts = urlsplit(text)
    pairs = [pair for pair in parts.query.split("&") if pair]
    named = [pair.partition("=")[2] for pair in pairs if pair.startswith("schema=")]
    rest = "&".join(pair for pair in pairs if not pair.startswith("schema="))
    url = f"{parts.scheme}://{parts.netloc}{parts.path}" + (f"?{rest}" if rest else "")
    return ServerAddress(url, schema or (named[0] if named else "antrean"))


def of_folder(folder: Path) -> ServerAddress | None:
    """The server that holds this folder's hall; None when the hall is a file.

    UsageFault for a ``server.toml`` that cannot be understood, OSError (but for "not there") as it comes.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageFault(f"{path} cannot be understood: {error}.", _REMEDY) from None
    unknown = sorted(table.keys() - {"url", "schema"})
    if unknown:
        raise UsageFault(f"{path}: there is no key {unknown[0]}.", _REMEDY)
    for key in ("url", "schema"):
        if not isinstance(table.get(key), str):
            raise UsageFault(f"{path}: {key} is missing, or is not a text.", _REMEDY)
    try:
        return ServerAddress(table["url"], table["schema"])
    except UsageFault as fault:
        raise UsageFault(f"{path}: {fault.sentence}", fault.remedy) from None


_REMEDY = 'It has two lines: url = "postgresql://server/database" and schema = "hall".'


def write(folder: Path, address: ServerAddress) -> None:
    """From now on the hall of this folder is on that server: one rename. EnvironmentFault when it cannot be written."""
    address = address.without_login
    text = (
        "# The hall of this folder is on a PostgreSQL server (docs/postgresql.md).\n"
        f'url = "{_escaped(address.url)}"\nschema = "{address.schema}"\n'
    )
    half = folder / f".{FILE}.{secrets.token_hex(4)}"
    with _writable(folder):
        with half.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.replace(folder / FILE)


def _escaped(text: str) -> str:
    return quote(text, safe=":/?#[]@!$&'()*+,;=%-._~") if '"' in text or "\\" in text else text


@contextlib.contextmanager
def _writable(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(
            Kind.READ_ONLY,
            f"{folder / FILE} cannot be written ({error.strerror or error}).",
            "Name a folder that you may write to.",
        ) from error
