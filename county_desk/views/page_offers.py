"""Every action that the present page shows: its buttons, the menu of its current row, and its shortcuts."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu

from county_desk.text import _
from county_desk.views.actions import ACTS, MenuAction
from county_desk.views.finder_answers import FinderAnswer, names_of
from county_desk.views.keyboard_sheet import IN_LISTS
from county_desk.views.page import Page
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.icons import Icon


def offers_of(page: Page) -> list[FinderAnswer]:
    """Return the actions of a page; an action that is impossible now has its reason."""
    answers = [*_buttons(page), *_row_actions(page), *_shortcuts(page)]
    return list({answer.words: answer for answer in reversed(answers)}.values())[::-1]


def menu_offers(made: Mapping[str, QAction], offers: Callable[[MenuAction], bool]) -> list[FinderAnswer]:
    """The acts of the menu that `offers` lets through, but the search itself and the forms of pages."""
    return [
        FinderAnswer(
            _(act.text),
            act.icon or Icon.FORWARD,
            act=made[act.slot].trigger,
            keys=native_keys(act.keys),
            names=names_of(act.text, act.synonyms),
            reason="" if made[act.slot].isEnabled() else _("Not now"),
        )
        for act in ACTS
        if act.slot != "search" and not act.page and offers(act)
    ]


def native_keys(keys: str) -> str:
    """A shortcut as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _buttons(page: Page) -> list[FinderAnswer]:
    boxes = [box for box in page.findChildren(ActsBox) if box.isVisibleTo(page)]
    menus = {box.more for box in boxes}  # the acts in them are found by their own words
    every = page.findChildren(QAbstractButton)
    shown = [button for button in every if button.isVisibleTo(page) and button not in menus]
    dropped = [each for box in boxes for each in box.dropped() if each.menu() is None]
    return [
        FinderAnswer(
            words,
            Icon.FORWARD,
            act=button.click,
            keys=button.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            names=(words, button.accessibleName()),
            reason="" if button.isEnabled() else button.toolTip() or _("Not now"),
        )
        for button in (*shown, *dropped)
        if (words := (button.text() or button.accessibleName()).replace("&", "").strip())
    ]


def _row_actions(page: Page) -> list[FinderAnswer]:
    """The context menu of the current row."""
    row = page.current_row()
    if row is None:
        return []
    menu = QMenu(page)
    page.actions_for(menu, row)
    return [
        FinderAnswer(
            action.text().replace("&", ""),
            Icon.FORWARD,
            act=action.trigger,
            reason="" if action.isEnabled() else action.toolTip() or _("Not now"),
        )
        for action in menu.actions()
        if action.text()
    ]


def _shortcuts(page: Page) -> list[FinderAnswer]:
    """The keys of the page that the keyboard sheet names."""
    named = {QKeySequence(keys): words for keys, words in IN_LISTS}
    return [
        FinderAnswer(
            _(words), Icon.KEYBOARD, act=shortcut.activated.emit, keys=native_keys(shortcut.key().toString())
        )
        for shortcut in page.findChildren(QShortcut)
        if (words := named.get(shortcut.key())) is not None
    ]
