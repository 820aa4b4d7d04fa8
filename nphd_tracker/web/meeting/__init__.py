"""The meeting on one page: on paper, and as a text for a chat group."""
