"""The consistency checks: their lists, and the facts that they look at."""
