"""What the county does: one command a verb, each checked, run, sealed and committed as one step."""
