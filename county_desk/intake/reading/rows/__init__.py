"""The rows of a sheet: which are data, how their cells are read, and what is to be said of each."""
