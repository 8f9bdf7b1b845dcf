"""The hall's data: one function per write, one per question, the change feed, and the engine that holds it."""
