"""``antrean printer ...``: what a technician does with one printer."""
