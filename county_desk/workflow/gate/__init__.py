"""The gate that every act passes: laws of days, records, areas and persons, and the second person."""
