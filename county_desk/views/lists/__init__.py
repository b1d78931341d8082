"""Declared lists on the screen: the one model, its table, filters and what is copied out of it."""
