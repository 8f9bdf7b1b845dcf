"""The officer's bar: one row that is always in view."""
