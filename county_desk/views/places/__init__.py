"""Places of work: one page for a household, a person, a village or a case, with all that belongs to it."""
