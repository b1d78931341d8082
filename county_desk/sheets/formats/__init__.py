"""A delivered file as sheets of cells, with all that a table of values does not show; a reader a format."""
