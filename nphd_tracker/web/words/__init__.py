"""How things are said: formats, the names of the field, columns in words, the glossary."""
