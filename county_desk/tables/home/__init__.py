"""The readings for the homes of the posts."""
