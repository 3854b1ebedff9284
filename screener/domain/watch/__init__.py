"""What changed between two assessments, and which of it is worth an alert."""
