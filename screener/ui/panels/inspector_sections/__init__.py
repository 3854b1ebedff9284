"""The parts of the Inspector, one kind of content a file."""
