"""Builds the packages that an office installs; the same commit always gives the same bytes."""
