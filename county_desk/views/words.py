"""Small helpers for words on the screen."""

from html import escape


def tip(text: str) -> str:
    """Plain text as a tooltip, which Qt would read as rich text where it has anything like a tag."""
    return f"<span>{escaped(text)}</span>" if "<" in text else text


def mute(text: str) -> str:
    """Plain text for a label of a field, a button or a tick, where `&` would underline a letter."""
    return text.replace("&", "&&")


def escaped(text: str) -> str:
    """Plain text made safe for a label that reads rich text, with its line breaks."""
    return escape(text, quote=False).replace("\n", "<br>")
