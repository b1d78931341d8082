"""What the policy says. Pure: no database, no window, no clock, and no file but its own resources."""
