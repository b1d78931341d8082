"""What an office installs: built from a commit, the same commit giving the same bytes."""
