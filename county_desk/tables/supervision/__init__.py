"""Lists and papers of rounds, findings, evaluations and reports of misconduct."""
