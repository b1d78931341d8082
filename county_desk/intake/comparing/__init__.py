"""Compares a read delivery with the register: what is new, what differs, and what a person must decide."""
