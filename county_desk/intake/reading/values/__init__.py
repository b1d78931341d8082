"""Readers of single cells: one for each kind of value."""
