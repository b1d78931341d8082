"""Other departments: requests to them, their lists, and the hits to decide."""
