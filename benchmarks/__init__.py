"""What Waqai costs in time: ``python -m benchmarks``."""
