"""Sheets that people upload: what kind of file it is, its lines, its columns, and every problem with them."""
