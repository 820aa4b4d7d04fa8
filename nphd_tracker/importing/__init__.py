"""A workbook on disk -> figures and problems.

``opening/`` makes plain cells of bytes. Then, each knowing only what stands further down:

    listed                    whom a sheet lists, whatever it says of them
    sheets                    a workbook: its sheets, their tables, what all of them say
    repeats recaps            the same agreement twice, a table of sums, one that they outgrew
    drafts                    a table as read, and what is handed over of it
    dating conventions        the day of a table; what is said of it as a whole
    budget transposed rows    the three ways to read a table
    regular agreeing          the rows that have nothing odd about them, by columns
    provinces periods         a row that adds up others; rows of months that add up
    states                    words of state among amounts
    statements                what one row states about one agreement
    addenda                   what it is worth after its addenda
    controls percentages      totals, remainders, typed percentages, held against the figures
    table_columns             the columns of one table, with all its context knows
    table_reader              what is known of one table before its rows are read
    keys key_cells            whose row it is, and when
    records                   one agreement on one row, and the rows of a table
    directions                rows that say what their amount is: in, spent, back
    siblings                  which Kupang, where Kota Kupang stands beside it
    context                   what stands outside the table: title, metadata, names
    forms tables              where the tables are; a sheet without one
    bands heading_paths       which rows head a table, and what they say over each column
    columns/                  what each column is
    headers                   what the wording of one column says
    elections                 which election a text names
    amounts                   one money cell
    units                     what 1 means in rupiah, column by column, row by row
    formulas arithmetic       plain arithmetic of formulas that were saved without a value
    own_follow_ups            our own summary's follow-ups, come back
    written                   what one cell says by itself
    problems vocabulary       the catalogue of what is said; the words of the field
    deadline                  how long all this may take

``rows`` reads a table row by row, and is the rule; ``regular`` and ``agreeing`` must say the same.
"""
