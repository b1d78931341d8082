"""What the columns of a sheet are: its header, the titles in it, and what a person said of them."""
