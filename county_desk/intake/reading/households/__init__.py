"""Rows put together into households, as they would be stored."""
