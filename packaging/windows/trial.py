"""`./run package windows-trial`: the installer in fresh Windows under wine, from the empty folder to a called number.

Per user and for all users: installed without a question, menu, start at log-on and version seen, a hall made,
a number issued and called by what was installed; installed once more over itself; removed, and what the PC kept for its
hall is still there.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.helpers.cli import MORNING  # noqa: E402 - the folder of this file is only known now
from tests.wine import bed  # noqa: E402


def main() -> int:
    """Try both ways; the first thing that is not as it must be ends it."""
    parser = argparse.ArgumentParser(prog="./run package windows-trial", description=__doc__)
    parser.add_argument("installer", type=Path, nargs="?", help="the newest in dist/windows if missing")
    given = parser.parse_args().installer
    installer = given or max((ROOT / "dist/windows").glob("antrean-*-setup.exe"), key=lambda path: path.stat().st_mtime)
    bed.prepare()
    for scope in ("CurrentUser", "AllUsers"):
        with bed.fresh_prefix(f"trial-{scope}") as prefix, tempfile.TemporaryDirectory() as place:
            _try(installer, scope, prefix, Path(place))
    print(f"{installer.name}: installed, used and removed under wine, for one user and for all")
    return 0


def _try(installer: Path, scope: str, prefix: Path, place: Path) -> None:
    steps = 0

    def run(program: Path, *arguments: str, code: int = 0) -> str:
        nonlocal steps
        steps += 1
        more = {"WINEPREFIX": str(prefix), "ANTREAN_HALL": bed.windows(place / "hall"), "ANTREAN_CLOCK": MORNING}
        done = bed.run(arguments, more, program=program)
        said = f"{program.name} {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
        if done.returncode != code:
            raise SystemExit(said)
        print(f"{scope}, step {steps}: {program.name} {' '.join(arguments)}")
        return done.stdout

    for _ in range(2):  # the second time over the first
        run(installer, "/S", f"/{scope}", "/COUNTER=1")
    drive = prefix / "drive_c"
    (program,) = drive.rglob("versions/*/antrean.exe")
    links = sorted(path.name for path in drive.rglob("Antrean/*.lnk"))
    _expect(len(links) == 4, f"four entries in the menu: {links}")
    hive = "HKLM" if scope == "AllUsers" else "HKCU"
    key = rf"{hive}\Software\Microsoft\Windows\CurrentVersion\Run"
    _expect("counter --keep" in run(Path("reg"), "query", key, "/v", "Antrean"), "the counter starts at log-on")
    _expect("version" in run(program, "--version"), "it says its version")
    run(program, "init", "--sample", "sungai-rindang")
    _expect("AB-001" in run(program, "issue", "AB.1"), "a number is issued")
    _expect("AB-001" in run(program, "next", "--counter", "1"), "and called")
    kept = [path for path in drive.rglob("AppData/Local/Antrean/*") if path.is_file()]
    _expect(bool(kept), "the PC keeps something of its own")
    (remover,) = drive.rglob("Antrean/uninstall.exe")
    # with _?= it works where it lies and is waited for; it cannot remove itself then
    run(remover, "/S", f"/{scope}", f"_?={bed.windows(remover.parent)}")
    _expect(not program.exists(), "the programs are gone")
    _expect(not list(drive.rglob("Antrean/*.lnk")), "the menu is gone")
    _expect(all(path.exists() for path in kept), "what the PC kept is still there")


def _expect(true: bool, what: str) -> None:
    if not true:
        raise SystemExit(f"Not as it must be: {what}")


if __name__ == "__main__":
    sys.exit(main())
