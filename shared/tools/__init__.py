"""What ships with the product and is not the product: simulator, benchmarks, demo, makers of generated files."""
