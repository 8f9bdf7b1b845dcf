"""For all tests: hints stay on this machine, screens are not needed."""

import os

os.environ["ANTREAN_HINT"] = "loopback"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
