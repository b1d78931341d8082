"""Blank workbooks for the rows of a grid: made, and read back when they were filled in."""
