"""What the user can do, one action a function; no Qt, collaborators passed in."""
