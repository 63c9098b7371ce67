"""Mail to the people who are asked: what it says, and how it is handed to a server."""
