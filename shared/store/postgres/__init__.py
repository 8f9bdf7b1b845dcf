"""The engine that is a PostgreSQL server: a schema for each hall. Needs the extra ``antrean[postgres]``.

A hall on a file imports nothing of it but ``server_address``, which needs no psycopg (``shared.store.engine_choice``).
"""
