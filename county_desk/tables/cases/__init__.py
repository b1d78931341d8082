"""Lists and pages of cases: their steps, postings, evidence, and the work queue."""
