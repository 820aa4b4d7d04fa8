"""Values -> workbooks: the summary that is forwarded, the blank sheet, the sheet handed back.

    summary.py     write_summary: the sheets in their order, the properties, the file
    contents.py    what a summary says, as values
    overview.py  shortfall.py  by_region.py  checks.py  detail.py  notes.py   one sheet each
    rates.py  glossary.py          the table of rates; what the words mean
    template.py  template_columns.py   write_template: the sheet to fill in, and its columns
    handed_back/   write_annotated: an officer's workbook with its problems marked and listed
    wording.py     the words of the field in both languages
    cells.py  styles.py  page.py  workbook.py   a cell, its looks, the printed page, the file

A number stays a number and a text stays a text; a percentage is cut toward zero, never rounded up.
openpyxl writes what is ours; a workbook that is not is changed in its bytes, never written anew.
"""
