"""The desk without windows: the same commands and queries, from a shell or a scheduled task."""
