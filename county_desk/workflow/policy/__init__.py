"""The county's own policy: figures, files, holidays, names of offices, and confirmations."""
