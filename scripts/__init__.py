"""Steps of the set-up that the Makefile calls."""
