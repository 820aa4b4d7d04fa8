"""Files as they come in: kept, previewed and applied together, and each said in words."""
