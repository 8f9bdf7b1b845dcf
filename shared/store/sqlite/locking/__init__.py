"""Turns in the file: the lock among a PC's programs, SQLite's lock on SMB, stale writers, backoff."""
