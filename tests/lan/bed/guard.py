"""Clears the bed away when the program that made it ends, however it ends: killed, interrupted, or in order.

It waits for the end of its standard input, which only that program holds open, then takes everything down that lives
in the bed's network namespace. It also keeps the bed's lock until then.
"""

import subprocess
import sys
from pathlib import Path

sys.stdin.buffer.read()
subprocess.run(["bash", str(Path(__file__).parent / "net.sh"), "down"], check=False)
