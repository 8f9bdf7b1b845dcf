"""Print jobs: their rows, the operations on them, where they are kept."""
