"""Lists, papers and charts of help: needs, measures, money, officials, teams and plans."""
