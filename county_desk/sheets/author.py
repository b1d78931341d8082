"""The name under which this program makes workbooks and writes comments in them."""

PROGRAM = "County Desk"
