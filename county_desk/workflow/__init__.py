"""Commands of the county, each checked, run, sealed and committed as one step."""
