"""The rules of the hall in pure Python: no Qt, no SQL, no clock of its own, no I/O."""
