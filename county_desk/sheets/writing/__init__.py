"""Workbooks that the office makes: rows, looks, and the package around them."""
