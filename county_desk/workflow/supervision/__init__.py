"""Supervision: rounds drawn by a seed, their findings, reports of misconduct, and appraisals."""
