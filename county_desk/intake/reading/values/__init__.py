"""What single cells say: one reader for each kind of value."""
