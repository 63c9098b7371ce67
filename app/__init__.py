"""The service: Flask, the database and everything people see."""
