"""Reading one delivered file: opened safely, its columns found, its rows checked and joined."""
