"""What changes the database, as verbs. They flush; the views and commands that call them commit."""
