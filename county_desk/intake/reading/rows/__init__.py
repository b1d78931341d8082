"""The rows of a sheet: which of them are data, how their cells are read, and the notes on each."""
