"""The command line of the voice."""
