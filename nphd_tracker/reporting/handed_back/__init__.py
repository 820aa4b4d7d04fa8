"""An officer's own workbook, handed back with its problems marked and listed.

    annotated.py     write_annotated: the whole
    package.py  markup.py          its zip package; one XML part changed in place
    marked_cells.py  cell_formats.py  cell_notes.py  problem_list.py   what is added to it

It is changed in its bytes, never written anew: whatever is not touched stays as it is.
"""
