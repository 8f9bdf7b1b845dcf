"""Benchmarks that are run by hand and never as tests. ``python -m bench.performance`` writes docs/performance.md."""
