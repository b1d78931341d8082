"""Orders of acts as a table: from a state of the office, an act is tried, and the desk answers."""
