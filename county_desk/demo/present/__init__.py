"""The chapter of today: the county in November 2026, which keeps watch so that nobody falls back."""
