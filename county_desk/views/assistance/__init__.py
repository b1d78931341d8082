"""The pages of assistance: projects, funds and payments."""
