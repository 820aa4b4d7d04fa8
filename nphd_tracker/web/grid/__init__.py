"""The officer's own grid: what was understood of it, the questions left, the answers."""
