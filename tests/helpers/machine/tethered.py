"""Imported by multiprocessing's fork server alone, before all else: it ends with the test, not with its children."""

from shared import tether

tether.end_with_parent()
