"""Torture of the store: ``python -m tests.torture`` runs the long forms, the default tests the short ones."""
