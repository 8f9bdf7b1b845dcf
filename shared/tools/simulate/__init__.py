"""A whole service day on a virtual clock, through the real domain and the real store."""
