"""From answers to a verdict: pure functions on plain values and numpy arrays."""
