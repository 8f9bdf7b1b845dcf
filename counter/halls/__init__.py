"""Several halls side by side, for who looks after all of a regency's: ``antrean overview --window``."""
