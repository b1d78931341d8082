"""Accounts: people and posts, passwords, signing in, and the recovery code."""
