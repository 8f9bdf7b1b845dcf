"""Each test's way to the server: a link of its own to the folder of the server's socket, which can be closed.

A hall's programs are known to the server by the name of its schema, so that who is in can be put out.
"""

import contextlib
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import psycopg

from shared.store.postgres.server_address import ServerAddress


def own(address: ServerAddress) -> ServerAddress:
    """The address with a door of its own; a server that is reached otherwise than by one socket has none."""
    host = _host(address)
    if not host.startswith("/") or "," in host:
        return address
    door = Path(host).parent / f"door-{address.schema}"
    door.unlink(missing_ok=True)
    door.symlink_to(host)
    return ServerAddress(_with(address.url, host=str(door), application_name=address.schema), address.schema)


def without(address: ServerAddress) -> ServerAddress:
    """The way past the door."""
    return ServerAddress(_with(address.url, host=str(Path(_host(address)).resolve())), address.schema)


def close(address: ServerAddress) -> None:
    """Nobody comes in any more, and who is in is put out."""
    url = _with(without(address).url, application_name="the doorman")
    Path(_host(address)).rename(_shut(address))
    with contextlib.closing(psycopg.connect(url, autocommit=True)) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", (address.schema,)
        )


def open_again(address: ServerAddress) -> None:
    """As it was."""
    _shut(address).rename(_host(address))


def is_of(address: ServerAddress, url: str) -> bool:
    """Whether it leads to that server."""
    return address.url == url or without(address).url == _with(url, application_name=address.schema)


def _shut(address: ServerAddress) -> Path:
    return Path(f"{_host(address)}.shut")


def _host(address: ServerAddress) -> str:
    return dict(parse_qsl(urlsplit(address.url).query)).get("host", "")


def _with(url: str, **changed: str) -> str:
    parts = urlsplit(url)
    query = urlencode(dict(parse_qsl(parts.query)) | changed, safe="/")
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{query}"
