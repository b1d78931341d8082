"""What is on record: places and households, checks over them, duplicates, the history."""
