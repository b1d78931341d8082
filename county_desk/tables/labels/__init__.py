"""The names of the records of the register and the labels of their columns, for readers of the history."""
