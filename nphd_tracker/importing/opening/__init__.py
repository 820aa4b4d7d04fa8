"""A file -> plain cells at their place, or one sentence why it is not opened.

    guard                    is it safe to open; the child process that opens it
    reader                   that process: started, perhaps beforehand, and ended
    kinds archive            what a file really is, and the bounded look into a zip
    refusals limits          why a file is not opened, and how much it may cost
    child handover           the child: one workbook read under limits, told as JSON lines
    receiving                what it told, taken in
    kept                     the cells of an opened workbook, kept to be looked at page by page
    cells                    which library reads which kind of file
    ooxml opendocument biff  what calamine hides in .xlsx, .ods and .xls
    delimited                .csv
    grid                     what all of these give

Nothing here knows what a cell means: the rest of ``importing`` builds on it, never the other way.
"""
