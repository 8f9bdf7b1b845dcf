"""Ticket layout to bytes, the link to a printer, jobs and their fate, a printer emulator."""
