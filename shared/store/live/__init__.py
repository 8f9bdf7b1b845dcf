"""How a program stays in step: its store thread, the change feed, when it looks, what it tells of the share."""
