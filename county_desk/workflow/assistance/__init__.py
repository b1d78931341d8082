"""Help for households: needs, measures, stages of programmes, officials, teams and plans."""
