"""What a report counts: pure functions over the visits of each day, and the exact meaning of every figure."""
