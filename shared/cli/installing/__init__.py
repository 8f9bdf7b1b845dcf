"""``antrean setup`` and ``antrean update``: what a technician does with the program itself."""
