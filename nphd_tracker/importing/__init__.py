"""A workbook on disk -> figures and problems.

``opening/`` makes plain cells of bytes; ``formulas`` and ``arithmetic`` work out the plain
arithmetic of formulas that were saved without a value.

Of the rest, ``rows`` reads a table row by row, and is the rule; ``regular`` and ``agreeing`` read by
columns the rows that have nothing odd about them, and must say the same.
"""
