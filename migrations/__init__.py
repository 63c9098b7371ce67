"""The schema's history. ``readiness upgrade`` brings a database to the newest version."""
