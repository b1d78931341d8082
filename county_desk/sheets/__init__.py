"""Workbooks both ways: bytes become grids of cells, and grids become the bytes of a workbook."""
