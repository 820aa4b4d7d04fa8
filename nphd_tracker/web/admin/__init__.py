"""Who did what and when, for those who look after the office."""
