"""``python -m tests.helpers.server [pytest's arguments]``: the tests on a server that is started for them."""

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
        return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], env=around, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
