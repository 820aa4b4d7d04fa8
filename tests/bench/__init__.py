"""``make bench``: what is measured, never tested. Ratios against a peer in the same run, medians.

A part is a module with ``run(folder)``: see `__main__` for their names. The machine is shared, so
every step is a process of its own or interleaved with its peer: trust the ratios more than seconds.
"""
