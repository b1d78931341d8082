"""Pages of the records: places and households, checks over them, duplicates, the history."""
