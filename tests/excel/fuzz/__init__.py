"""Mutated workbooks, read by the program and by a second reader: nothing crashes, nothing is stored wrongly."""
