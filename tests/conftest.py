"""For all tests: hints stay on this machine."""

import os

os.environ["ANTREAN_HINT"] = "loopback"
