"""The way of a delivered file: read, compared with the register, taken in, marked and sent back."""
