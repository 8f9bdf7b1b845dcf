"""What ``antrean check`` looks at: the share, its locks, its speed, the clocks, this PC, the hall's data."""
