"""The columns of a sheet: its header, the meaning of its titles, and the answers of a person."""
