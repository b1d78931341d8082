"""Policy as pure functions over data: no database, no window, no clock, and no file but its own resources."""
