"""The fixtures of the store's tests."""

from tests.helpers.store.store_fixtures import (  # noqa: F401
    clock,
    file,
    folder,
    hall_file,
    no_fstab,
    no_statement_stays_open,
    no_truth_value_is_written,
    spool,
)
