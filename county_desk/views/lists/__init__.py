"""Declared lists on the screen: the one model, its table, its filters and its copies."""
