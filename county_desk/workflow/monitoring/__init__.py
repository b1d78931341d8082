"""Households at risk: clues, signals, visits, and the case of one that may be watched."""
