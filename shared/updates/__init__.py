"""Newer versions over the share, without internet: ``updates/VERSION/`` in the hall's folder, signed by who made it."""
