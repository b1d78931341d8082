"""Workbooks on their way in: brought, read, put right, sent back or taken in."""
