"""Every question put to the database, as functions with keyword filters."""
