"""Workbooks of Excel 5 to 2003 (.xls): a stream of records in an OLE file."""
