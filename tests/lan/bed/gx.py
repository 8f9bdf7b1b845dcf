"""gx.py N COMMAND [SECONDS]: run a shell command on host N of the bed, print its output, end with its exit code."""

import json
import os
import socket
import subprocess
import sys

NAMESPACE = os.environ.get("LAN_NS", "antreantests")


def main() -> int:
    """Enter the bed's network namespace first, then talk to the host's agent over the management bridge."""
    if os.environ.get("LAN_INSIDE") != "1":
        command = ["ip", "netns", "exec", NAMESPACE, sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(command, env=dict(os.environ, LAN_INSIDE="1"), check=False).returncode
    host, command = sys.argv[1], sys.argv[2]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600.0
    agent = socket.create_connection((f"10.78.0.{10 + int(host)}", 5000), 10)
    agent.settimeout(seconds + 10)
    agent.sendall(json.dumps({"cmd": command, "timeout": seconds}).encode() + b"\n")
    told = b""
    while chunk := agent.recv(65536):
        told += chunk
    out, _, code = told.rpartition(b"\0")
    sys.stdout.write(out.decode(errors="replace"))
    return int(code or 255)


if __name__ == "__main__":
    sys.exit(main())
