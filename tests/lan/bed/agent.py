"""The agent of a host of the bed (its init): runs shell commands that come over the management bridge.

One JSON line comes in; the raw output goes back, then a NUL and the exit code. ``{"clock": true}`` is answered at once
with this host's wall clock.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time


def serve(peer: socket.socket) -> None:
    """One command."""
    try:
        wish = json.loads(peer.makefile("rb").readline())
        if wish.get("clock"):
            peer.sendall(repr(time.time()).encode() + b"\x000")
            return
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", HOME="/run", TMPDIR="/run")
        process = subprocess.Popen(
            ["/bin/sh", "-c", wish["cmd"]],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/mnt",
            env=environment,
            start_new_session=True,
        )
        timer = threading.Timer(wish.get("timeout") or 600, lambda: os.killpg(process.pid, signal.SIGKILL))
        timer.daemon = True
        timer.start()
        assert process.stdout is not None
        while chunk := os.read(process.stdout.fileno(), 65536):
            peer.sendall(chunk)
        code = process.wait()
        timer.cancel()
        peer.sendall(b"\0%d" % code)
    except OSError as error:
        peer.sendall(repr(error).encode() + b"\0255")
    finally:
        peer.close()


def main() -> None:
    """Listen for ever."""
    ear = socket.socket()
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    ear.bind((sys.argv[1], int(sys.argv[2])))
    ear.listen(50)
    while True:
        try:
            peer, _ = ear.accept()
        except InterruptedError:
            continue
        threading.Thread(target=serve, args=(peer,), daemon=True).start()


main()
