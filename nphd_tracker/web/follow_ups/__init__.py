"""What was agreed about an agreement: listed, opened, changed; its calendar and the letter."""
