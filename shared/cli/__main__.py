"""``python -m shared.cli``: the same as ``antrean``."""

from shared.cli import main

main()
