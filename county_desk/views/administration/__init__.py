"""The pages of the administrator: people, offices, figures, working days, procedures, files, backups."""
