"""Declared lists that leave the office: as workbooks, text tables and papers."""
