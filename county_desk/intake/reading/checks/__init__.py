"""What must be right within a household, a sheet, a file, and across files."""
