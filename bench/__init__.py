"""Measurements: ``make bench`` prints one table. They are figures to read, never tests."""
