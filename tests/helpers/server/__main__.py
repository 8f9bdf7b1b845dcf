"""``python -m tests.helpers.server [pytest's words | --antrean COMMAND ...]``: tests, or a command, on a server.

A command of ``antrean`` gets ``--server URL``; its server waits for its disk, as a real one does.
"""

import os
import subprocess
import sys

from tests.helpers.server import both, cluster


def main() -> int:
    if cluster.binaries() is None:
        told = "SKIPPED: no PostgreSQL server on this machine (Debian: apt install postgresql)"
        sys.stderr.write(f"{told}\n")
        return 1 if os.environ.get("ANTREAN_CI") else 0
    is_command = sys.argv[1:2] == ["--antrean"]
    with cluster.temporary({"max_connections": "1000"} if is_command else cluster.QUICK) as server:
        around = {**os.environ, both.SERVER: server.url(), "PGUSER": cluster.USER}
        command = ["pytest", *sys.argv[1:]]
        if is_command:
            command = ["shared.cli", *(word for word in sys.argv[2:] if word != "--server"), "--server", server.url()]
        return subprocess.run([sys.executable, "-m", *command], env=around, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
