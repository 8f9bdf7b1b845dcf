"""What is on the paper, and how it becomes bytes: text or picture."""
