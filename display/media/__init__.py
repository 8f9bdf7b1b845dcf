"""Posters and videos: copied to this PC, tried, chosen by their hours, shown and heard."""
