"""Returns and lists on their way out, beside the workbooks that come in."""
