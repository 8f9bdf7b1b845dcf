"""Backup, restore, salvage, archives, integrity: what is done to the file as a whole."""
