"""Workbooks as regional finance offices lay them out, each with the figures that must be read.

The offices' rows and amounts are invented; the layouts, wordings and habits are theirs. No layout was
written with the reader's word lists at hand: what fails here is what an unseen sheet would meet.
"""

from layouts import (
    budgets,
    corners,
    daftar,
    habits,
    lists,
    monitoring,
    registers,
    rekap,
    tabs,
    traps,
)
from layouts.making import Key, Layout, Said

__all__ = ["LAYOUTS", "Key", "Layout", "Said"]

_MODULES = (daftar, lists, habits, rekap, tabs, registers, monitoring, budgets, corners, traps)
LAYOUTS: tuple[Layout, ...] = tuple(
    found for module in _MODULES for found in vars(module).values() if isinstance(found, Layout)
)
