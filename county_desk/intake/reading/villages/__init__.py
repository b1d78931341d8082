"""Which village a file, a sheet or a row is of."""
