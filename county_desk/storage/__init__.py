"""Where the records live: opening, upgrading and backing up a register."""
