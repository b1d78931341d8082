"""Sheets of cells as households, villages and the rows of other lists, each with its problems."""
