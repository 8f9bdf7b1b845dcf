"""``antrean bench``: headless clients through the real store, and the verdict on what they were shown."""
