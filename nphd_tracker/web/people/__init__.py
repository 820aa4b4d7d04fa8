"""Who may sign in, and being signed in."""
