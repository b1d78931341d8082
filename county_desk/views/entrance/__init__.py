"""Coming in: the start page, a new county, signing in."""
