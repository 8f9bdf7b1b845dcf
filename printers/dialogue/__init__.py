"""The conversation with one printer: what is sent, what it answers, how it is."""
