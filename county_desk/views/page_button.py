"""Buttons that lead to another page."""

from county_desk.views.page import Page
from county_desk.views.widgets.painted import Button


def page_button(shown: Page, words: str, key: str, subject: object) -> Button:
    """A button that opens the page `key` on one thing."""
    button = Button(words, shown)
    button.clicked.connect(lambda _checked: shown.go.emit(key, subject))
    return button
