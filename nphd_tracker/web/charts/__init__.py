"""The charts beyond the bars, each with its table: on a page, by themselves, and as CSV."""
