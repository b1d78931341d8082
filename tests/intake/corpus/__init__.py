"""Odd and hostile files that the project makes itself, and what has to happen to each of them."""
