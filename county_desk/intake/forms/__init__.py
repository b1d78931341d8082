"""The application form of a village: made blank, and read back when it was filled in."""
