"""OpenDocument spreadsheets (.ods): a package with all its tables in one XML."""
