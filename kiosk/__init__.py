"""The touch screen at the entrance: a number in three touches."""
