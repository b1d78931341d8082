"""Binary workbooks of Excel (.xlsb): the package of an .xlsx file, with records instead of XML."""
