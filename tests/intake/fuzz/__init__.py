"""Mutated workbooks, read by the program and by a second reader: none crashes it or is stored wrongly."""
