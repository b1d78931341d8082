"""The checks of delivered files: within a household, a sheet or a file, and across files."""
