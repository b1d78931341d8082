"""Exit checks: the matrix of criteria, and why a cell says what it says."""
