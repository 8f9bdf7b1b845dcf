"""The officer's bar and the supervisor's window."""
