"""Folders in which the operating system holds whoever comes, as on a share that does not answer. They need root."""

import contextlib
import ctypes
import fcntl
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_FREEZE, _THAW = 0xC0045877, 0xC0045878  # FIFREEZE, FITHAW
_DETACH = 2


def _tried(answer: int, what: str) -> None:
    if answer != 0:
        pytest.skip(f"{what} is not to be had here: {os.strerror(ctypes.get_errno())} (root and a kernel with it?)")


@contextlib.contextmanager
def silent(place: Path) -> Iterator[None]:
    """A file system whose server was started and never answers: who looks into ``place`` waits for it."""
    place.mkdir()
    system = ctypes.CDLL(None, use_errno=True)
    try:
        server = os.open("/dev/fuse", os.O_RDWR)
    except OSError as error:
        pytest.skip(f"/dev/fuse is not to be had here: {error.strerror}")
    try:
        options = f"fd={server},rootmode=40000,user_id=0,group_id=0".encode()
        _tried(system.mount(b"silent", bytes(place), b"fuse", 0, options), "a file system of the tests' own")
        yield
    finally:
        system.umount2(bytes(place), _DETACH)
        os.close(server)  # whoever still waits is let go


@contextlib.contextmanager
def disk(place: Path) -> Iterator[None]:
    """A small disk of its own, mounted at ``place``."""
    place.mkdir()
    image = place.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(16_000_000)
    made = subprocess.run(["mkfs.ext4", "-q", str(image)], capture_output=True, check=False)
    done = made.returncode == 0 and subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=False)
    if not done or done.returncode != 0:
        pytest.skip("no disk of the tests' own can be mounted here (root, a loop device, mkfs.ext4)")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextlib.contextmanager
def frozen(place: Path) -> Iterator[None]:
    """Who writes on the disk mounted there waits, and cannot even be killed."""
    folder = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(folder, _FREEZE, 0)
        try:
            yield
        finally:
            fcntl.ioctl(folder, _THAW, 0)
    finally:
        os.close(folder)
