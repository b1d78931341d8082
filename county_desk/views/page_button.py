"""Buttons that lead to another page."""

from county_desk.views.page import Page
from county_desk.views.widgets.painted import Button


def page_button(shown: Page, words: str, key: str, subject: object) -> Button:
    """A button that opens the page `key` on one thing."""
    return Button(words, shown, lambda: shown.go.emit(key, subject))
