"""Storage of the records: opening, upgrading and backing up a register."""
