"""The hall's one SQLite file: schema, one function per write, one per question, the change feed."""
