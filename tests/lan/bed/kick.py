"""A tiny datagram to each host every few milliseconds: the hosts' network device now and then misses an interrupt.

``kick.py HOSTS MILLISECONDS``, in the bed's own network namespace.
"""

import contextlib
import socket
import sys
import time

hosts = [f"10.77.0.{10 + number}" for number in range(1, int(sys.argv[1]) + 1)]
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
    while True:
        for host in hosts:
            with contextlib.suppress(OSError):
                out.sendto(b"k", (host, 9))
        time.sleep(float(sys.argv[2]) / 1000)
