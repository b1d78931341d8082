"""The sender's own workbook sent back with every wrong cell marked."""
