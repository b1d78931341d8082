"""Small helpers for words on the screen."""

from html import escape


def escaped(text: str) -> str:
    """Plain text made safe for a label that reads rich text, with its line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")
