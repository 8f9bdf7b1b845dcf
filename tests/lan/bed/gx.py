"""gx.py N COMMAND [SECONDS]: run a shell command on host N of the bed, print its output, end with its exit code.

COMMAND ``clock``: by how many milliseconds that host's wall clock is off at most, from the quickest of some questions.
"""

import json
import os
import socket
import subprocess
import sys
import time

NAMESPACE = os.environ.get("LAN_NS", "antreantests")


def main() -> int:
    """Enter the bed's network namespace first, then talk to the host's agent over the management bridge."""
    if os.environ.get("LAN_INSIDE") != "1":
        command = ["ip", "netns", "exec", NAMESPACE, sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(command, env=dict(os.environ, LAN_INSIDE="1"), check=False).returncode
    host, command = sys.argv[1], sys.argv[2]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600.0
    if command == "clock":
        sys.stdout.write(f"{min(off_ms(host) for _ in range(30)):.3f}\n")
        return 0
    out, code = ask(host, {"cmd": command, "timeout": seconds}, seconds + 10)
    sys.stdout.write(out.decode(errors="replace"))
    return code


def ask(host: str, wish: dict[str, object], seconds: float) -> tuple[bytes, int]:
    """What the host's agent answers, and its exit code."""
    with socket.create_connection((f"10.78.0.{10 + int(host)}", 5000), 10) as agent:
        agent.settimeout(seconds)
        agent.sendall(json.dumps(wish).encode() + b"\n")
        told = b""
        while chunk := agent.recv(65536):
            told += chunk
    out, _, code = told.rpartition(b"\0")
    return out, int(code or 255)


def off_ms(host: str) -> float:
    """How far that clock can be from ours, given when the question left and the answer came."""
    before = time.time()
    there = float(ask(host, {"clock": True}, 10)[0])
    after = time.time()
    return max(abs(there - before), abs(there - after)) * 1000


if __name__ == "__main__":
    sys.exit(main())
