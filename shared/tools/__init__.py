"""What ships with the product but is not a part of it: simulator, benchmarks, demo, makers of generated files."""
