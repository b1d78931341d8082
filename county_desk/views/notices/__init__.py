"""Issued notices: looked at, printed and saved."""
