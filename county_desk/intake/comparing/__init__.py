"""Compares a read delivery with the register: new rows, differences, and questions for a person."""
