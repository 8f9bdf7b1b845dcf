"""The questions that an act asks the officer: a reason, a number, a time, where to."""
