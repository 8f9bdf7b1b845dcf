"""Bookings out of files as offices keep them."""

from shared.bookings.reading import read

__all__ = ["read"]
