"""Finding a service by what somebody needs, in everyday words: pure, and quick enough for each key."""
