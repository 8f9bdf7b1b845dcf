"""Every Debian package that ours needs, beside it: for a PC that sees no mirror."""

import shutil
import subprocess
import tempfile
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
INSTALL = """#!/bin/sh
# Installs Antrean and what it needs from this folder; asks no network. Run as root: sh install.sh
set -eu
cd "$(dirname "$0")"
here=$(pwd)
echo "deb [trusted=yes] file:$here ./" >"$here/.sources.list"
alone="-o Dir::Etc::sourcelist=$here/.sources.list -o Dir::Etc::sourceparts=/dev/null -o APT::Get::List-Cleanup=0"
# shellcheck disable=SC2086 # a list of words
apt-get $alone -qq update
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get $alone -y --no-install-recommends install antrean cage xwayland "$@"
rm -f "$here/.sources.list"
"""


def fetch(package: Path, suite: str, folder: Path) -> None:
    """Fetch them for one release of Debian, as for a PC that has the bare system alone."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package, folder / package.name)
    with tempfile.TemporaryDirectory(prefix="antrean-apt-") as name:
        root = Path(name)
        for part in ("etc/apt/preferences.d", "lib/apt/lists/partial", "cache/archives/partial", "log"):
            (root / part).mkdir(parents=True)
        (root / "status").write_text("", encoding="utf-8")
        keys = "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
        lines = [f"deb {keys}{MIRROR} {suite} main", f"deb {keys}{MIRROR}-security {suite}-security main"]
        (root / "etc/apt/sources.list").write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = {
            "Dir::Etc": str(root / "etc/apt"), "Dir::State": str(root / "lib/apt"),
            "Dir::State::status": str(root / "status"),
            "Dir::Cache": str(root / "cache"), "Dir::Log": str(root / "log"), "APT::Architecture": "amd64",
            "APT::Install-Recommends": "0", "APT::Sandbox::User": "root", "Acquire::Languages": "none",
        }  # fmt: skip
        apt = ["apt-get", "-qq", "-y", *(f"-o{key}={value}" for key, value in options.items())]
        subprocess.run([*apt, "update"], check=True)
        extra = ["cage", "xwayland", "cifs-utils", "nfs-common", "smbclient", "usbutils"]
        command = [*apt, "--download-only", "install", str(package.resolve()), *extra]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for path in (root / "cache/archives").glob("*.deb"):
            shutil.copyfile(path, folder / path.name)
    index = subprocess.run(["dpkg-scanpackages", "-m", "."], cwd=folder, capture_output=True, text=True, check=True)
    (folder / "Packages").write_text(index.stdout, encoding="utf-8")
    (folder / "install.sh").write_text(INSTALL, encoding="utf-8")
