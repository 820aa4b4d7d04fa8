"""What is typed by hand: a figure, the card of an agreement, the roster."""
