"""The engine of a hall that is one SQLite file on a share."""
