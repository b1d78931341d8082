"""What workbooks bring to the register: compared, taken in as one act, and taken out again."""
