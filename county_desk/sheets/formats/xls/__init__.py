"""Workbooks of Excel 97 to 2003 (.xls): a stream of records in an OLE file."""
