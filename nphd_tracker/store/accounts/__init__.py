"""Who may sign in: people, their sessions and tokens, and the attempts of strangers."""
