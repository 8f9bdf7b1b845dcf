"""The window with the lines: who waits, who is on hold, who did not come."""
