"""What the guides show: pictures from the real programs, and the quick card for the counter."""
