"""``python -m tests.helpers.server [pytest's words | --demo ...]``: the tests, or the demo, on a server of theirs."""

import os
import subprocess
import sys

from tests.helpers.server import both, cluster


def main() -> int:
    if cluster.binaries() is None:
        told = "SKIPPED: no PostgreSQL server on this machine (Debian: apt install postgresql)"
        sys.stderr.write(f"{told}\n")
        return 1 if os.environ.get("ANTREAN_CI") else 0
    with cluster.temporary() as server:
        around = {**os.environ, both.SERVER: server.url(), "PGUSER": cluster.USER}
        command = ["pytest", *sys.argv[1:]]
        if sys.argv[1:2] == ["--demo"]:
            more = [word for word in sys.argv[2:] if word != "--server"]
            command = ["shared.cli", "demo", "--server", server.url(), *more]
        return subprocess.run([sys.executable, "-m", *command], env=around, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
