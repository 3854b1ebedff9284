"""What the user owns, and what may be fetched again: two SQLite files."""
