"""Whom to ask, for what and why."""
