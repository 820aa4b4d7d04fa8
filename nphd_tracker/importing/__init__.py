"""A workbook on disk -> figures and problems.

    guard                    is it safe to open; what kind of file it really is; the child that opens it
    archive                  the bounded look into a zip before anything reads it
    reader                   inside the child: limits, one workbook read, handed back as JSON lines
    cells                    which library reads which kind of file
    ooxml opendocument biff  what calamine hides in .xlsx, .ods and .xls
    delimited                .csv
    grid                     what all of these give: plain cells at their place, nothing else
    formulas                 plain arithmetic of formulas that were saved without a value
"""
