"""The supervisor's window: the whole hall at one glance."""
