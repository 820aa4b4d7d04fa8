"""A workbook on disk -> figures and problems.

From bytes to plain cells:

    guard                    is it safe to open; the child process that opens it
    kinds archive            what a file really is, and the bounded look into a zip
    refusals limits          why a file is not opened, and how much it may cost
    child handover           the child: one workbook read under limits, told as JSON lines
    kept                     the cells of an opened workbook, kept to be looked at page by page
    cells                    which library reads which kind of file
    ooxml opendocument biff  what calamine hides in .xlsx, .ods and .xls
    delimited                .csv
    grid                     what all of these give: plain cells at their place
    formulas arithmetic      plain arithmetic of formulas that were saved without a value

Of the rest, ``rows`` reads a table row by row, and is the rule; ``regular`` and ``agreeing`` read by
columns the rows that have nothing odd about them, and must say the same.
"""
