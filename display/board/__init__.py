"""What is on the screen: the call list, the large cards, notices, waiting counts."""
