"""Whether what is played is to end now: the sound process sets it when it is told to, each output looks often."""

import threading

NOW = threading.Event()
