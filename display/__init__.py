"""The hall display: the board and the voice."""
