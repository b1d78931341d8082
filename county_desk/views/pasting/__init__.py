"""Pasting a block of a spreadsheet: the preview, and the act that takes it in."""
