"""Windows' own Python runs the programs under wine (``./run wine``): never called Windows, which this is not."""
