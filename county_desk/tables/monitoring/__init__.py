"""Lists and papers of households at risk: clues, signals, visits, and those who are watched."""
