"""The records of printer models, and what such a record says."""
