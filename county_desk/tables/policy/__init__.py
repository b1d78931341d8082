"""Lists of the policy in force: figures, files, procedures, and entries that wait for a confirmation."""
