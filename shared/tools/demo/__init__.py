"""``antrean demo``: the real programs on a sample hall, to be touched on a screen or driven without one."""
