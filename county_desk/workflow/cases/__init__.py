"""Cases from their filing to their announcement: each step, its facts, its papers, and its way back."""
