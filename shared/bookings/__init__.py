"""Bookings read from files as offices keep them."""

from shared.bookings.bookings_file import read

__all__ = ["read"]
