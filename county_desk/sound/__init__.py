"""How names sound: the keys by which they are sorted and found."""
