"""Workbooks both ways: what villages send is read and checked, what the county sends is written."""
