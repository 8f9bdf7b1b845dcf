"""How a program stays up to date: its store thread, the change feed, when it polls, what it tells about the share."""
