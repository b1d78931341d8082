"""The chapter of today: the county office in November 2026, which monitors households at risk."""
