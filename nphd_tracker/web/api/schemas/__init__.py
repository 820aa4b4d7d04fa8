"""What is asked for, and what is answered, a file a noun: the words of the OpenAPI document.

Filters are those of the pages and commands (`shown.selection` reads them); answers are written by the
functions that write the JSON of the commands, and held against these shapes by the tests.
"""
