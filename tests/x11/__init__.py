"""The real programs under a real X server with a window manager, real keys and a real pointer (``./run x11``)."""
