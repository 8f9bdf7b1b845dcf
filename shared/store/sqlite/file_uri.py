"""A file as ``sqlite3.connect(..., uri=True)`` takes it."""

from pathlib import Path


def file_uri(path: Path, options: str) -> str:
    """The address of a file, with what is said after the question mark."""
    return f"{_address(path.absolute())}?{options}"


def _address(path: Path) -> str:
    """SQLite knows no hosts: the server of a network path of Windows belongs to the path itself."""
    address = path.as_uri()
    return f"file:////{address.removeprefix('file://')}" if path.drive.startswith("\\\\") else address
