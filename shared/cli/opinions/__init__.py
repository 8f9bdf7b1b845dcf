"""Commands about what visitors say: the satisfaction survey and the one-touch rating."""
