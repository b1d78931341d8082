"""Supervision: inspection rounds, their field sheets and findings, and what else it looks at."""
