"""The chapter of the campaign: the county in 2016, which registers the poor and helps them out of poverty."""
