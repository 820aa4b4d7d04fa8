"""The dashboard, and what lies below its numbers: a region, an agreement, what differs."""
