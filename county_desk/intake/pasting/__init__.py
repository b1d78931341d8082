"""Blocks of cells pasted from a spreadsheet: what each row means, and what does not fit."""
