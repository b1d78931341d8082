"""Workbooks of Excel since 2007 (.xlsx, .xlsm): a package of XML."""
