"""``antrean demo``: the real programs on a sample hall, to be used on a screen or driven without one."""
