"""When garbage is looked for: not among very many values being made, nor while somebody waits.

A nation's days are kept as hundreds of thousands of values. Python goes through all of them in one
go, a tenth of a second and more in which nobody is answered; a server does it when it is idle.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Going through a hundred thousand cells or figures again and again, all of them in use, is a
    quarter of the work of making them and more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom() -> None:
    """Young garbage is looked for as ever; all there is, next to never by itself."""
    gc.set_threshold(10_000, 20, 200)
    gc.freeze()


def collect_all() -> None:
    """At a moment in which nobody waits. What is alive is not gone through again until the next."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
