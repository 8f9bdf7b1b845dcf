"""The touch screen at which a visitor takes a number."""
