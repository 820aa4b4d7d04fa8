"""Workbooks as regional finance offices lay them out, each with the figures that must be read.

The offices' rows and amounts are invented; the layouts, wordings and habits are theirs. No layout was
written with the reader's word lists at hand: what fails here is what an unseen sheet would meet.
"""

from types import ModuleType

from layouts import (
    budgets,
    corners,
    daftar,
    habits,
    lists,
    monitoring,
    registers,
    rekap,
    round2_blocks,
    round2_columns,
    round2_dates,
    round2_files,
    round2_numbers,
    round2_places,
    round2_shapes,
    round2_titles,
    round2_traps,
    round3_ledgers,
    round3_more,
    round3_odd,
    round3_offices,
    round3_shapes,
    round4_agencies,
    round4_provinces,
    round4_regencies,
    round4_traps,
    round5_shapes,
    round6_variations,
    round7_strangers,
    round8_last,
    round9_traps,
    round10_sums,
    round11_addenda,
    round11_below,
    round11_careless,
    round11_joined,
    round11_matrices,
    round11_mixed,
    round11_nested,
    round11_parts,
    round11_recaps,
    round11_siblings,
    round11_statements,
    round11_sums,
    round11_units,
    round12_registers,
    tabs,
    traps,
)
from layouts.making import Key, Layout, Said

__all__ = ["FOURTH", "LAYOUTS", "THIRD", "Key", "Layout", "Said"]

_FIRST = (daftar, lists, habits, rekap, tabs, registers, monitoring, budgets, corners, traps)
_SECOND = (
    round2_blocks,
    round2_shapes,
    round2_numbers,
    round2_places,
    round2_dates,
    round2_files,
    round2_traps,
    round2_columns,
    round2_titles,
)
_THIRD = (round3_ledgers, round3_offices, round3_shapes, round3_odd, round3_more)
_FOURTH = (
    round4_regencies,
    round4_provinces,
    round4_agencies,
    round4_traps,
    round5_shapes,
    round6_variations,
    round7_strangers,
    round8_last,
    round9_traps,
    round10_sums,
    round11_addenda,
    round11_joined,
    round11_below,
    round11_careless,
    round11_mixed,
    round11_matrices,
    round11_nested,
    round11_parts,
    round11_recaps,
    round11_siblings,
    round11_units,
    round12_registers,
    round11_statements,
    round11_sums,
)


def _found(modules: tuple[ModuleType, ...]) -> tuple[Layout, ...]:
    return tuple(one for m in modules for one in vars(m).values() if isinstance(one, Layout))


LAYOUTS: tuple[Layout, ...] = _found(_FIRST + _SECOND + _THIRD + _FOURTH)
THIRD: tuple[Layout, ...] = _found(_THIRD)
FOURTH: tuple[Layout, ...] = _found(_FOURTH)
