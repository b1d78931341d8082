"""Measurements: each prints ratios against the floor and the obvious alternative of the same run."""
