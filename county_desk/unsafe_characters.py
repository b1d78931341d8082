"""Finds characters that a typed text must not hold: invisible ones, ones that reverse it, and too many."""

import re

from county_desk.text import _

LONGEST_LINE, LONGEST_TEXT = 1000, 4000  # characters of a text on one line and on several

HIDDEN = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
# what copying out of a chat leaves; without it a text looks the same, so it can be taken out
_HARMLESS = re.compile(r"[\u200b-\u200e\u202a\u202c\u202d\u2060-\u2064\u2066\u2069\ufeff]")
_BROKEN = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # halves of characters, which no database keeps
_LINE_END = re.compile(r"[\r\n\t\x85\u2028\u2029]")
_MARKUP = re.compile(r"<[A-Za-z/!?][^<>]*>")


def without_harmless(raw: str) -> str:
    """Text without the signs that cannot be seen and do not change its look."""
    return raw if raw.isalnum() else _HARMLESS.sub("", raw)


def sign_trouble(text: str, *, lines: int = 1) -> str:
    """The trouble with the characters of a text, with the cure; "" when there is none."""
    if found := HIDDEN.search(text) or _BROKEN.search(text):
        words = _("It holds a sign that cannot be seen (U+{code}); delete the text and type it again")
        return words.format(code=f"{ord(found[0]):04X}")
    if lines == 1 and _LINE_END.search(text):
        return _("It holds a line break or a tab; write it on one line")
    if _MARKUP.search(text):
        return _("It holds marks of a web page, as <img>; write plain words")
    most = LONGEST_LINE if lines == 1 else LONGEST_TEXT
    if len(text) > most:
        return _("It has {count} characters; write at most {most}").format(count=len(text), most=most)
    return ""
