"""Everything a person can set off from the menu or the keyboard, wherever the person is."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from county_desk.text import N_, _
from county_desk.views.widgets.icons import Icon, icon


@dataclass(frozen=True)
class MenuAction:
    """One action: the slot of the window or of a part of it, its words, its menu, its keys, its icon.

    `may` names the permission that it needs. One with a `page` leads there instead of calling a slot, to a
    `part` or to the form of a `command`. `synonyms` are other words that find it, between spaces.
    """

    slot: str
    text: str
    menu: str
    keys: str = ""
    icon: Icon | None = None
    inside: bool = False  # whether it needs a register to be open
    may: str = ""
    real: bool = False  # whether it needs a register of real people, which has passwords
    page: str = ""
    command: str = ""
    part: str = ""
    synonyms: str = ""


FILE, EDIT, VIEW, HELP = N_("File"), N_("Edit"), N_("View"), N_("Help")
ACCOUNT = N_("Account")
ACTS = (
    MenuAction("open_file", N_("Open a register…"), FILE, "Ctrl+O", Icon.OPEN, synonyms=N_("register file")),
    MenuAction(
        *("take_in", N_("Take in workbooks"), FILE, "", Icon.IMPORT),
        inside=True,
        page="returns",
        part="import",
    ),
    MenuAction("frame.export", N_("Export or print…"), FILE, "", Icon.EXCHANGE, inside=True),
    MenuAction("notices", N_("Notices"), FILE, "", Icon.PRINT, inside=True, page="notices"),
    MenuAction(
        *("backups", N_("Backups"), FILE, "", Icon.DONE),
        inside=True,
        may="administer",
        page="backups",
    ),
    MenuAction("reset_demo", N_("Make the demo county anew"), FILE, "", Icon.UNDO, inside=True),
    MenuAction("leave", N_("Start page"), FILE, "", Icon.HOME, inside=True),
    MenuAction("close", N_("Quit"), FILE, "Ctrl+Q"),
    MenuAction("undo", N_("Undo the last act"), EDIT, "Ctrl+Z", Icon.UNDO, inside=True),
    MenuAction("search", N_("Find…"), EDIT, "Ctrl+K", Icon.SEARCH, inside=True),
    MenuAction("refresh", N_("Look again"), VIEW, "F5", Icon.REFRESH, inside=True),
    MenuAction(
        *("past_days.ask", N_("Look at a past day…"), VIEW, "", Icon.HISTORY),
        inside=True,
        synonyms=N_("history back as-of"),
    ),
    MenuAction("next_part", N_("Next part of the window"), VIEW, "F6", inside=True),
    MenuAction("larger", N_("Larger text"), VIEW, "Ctrl+=", synonyms=N_("zoom font")),
    MenuAction("smaller", N_("Smaller text"), VIEW, "Ctrl+-"),
    MenuAction(
        *("switch_language", N_("中文 / English"), VIEW, "", Icon.LANGUAGE),
        synonyms=N_("language Chinese English"),
    ),
    MenuAction(
        *("next_theme", N_("Light, dark or high contrast"), VIEW, "", Icon.THEME),
        synonyms=N_("colours contrast"),
    ),
    MenuAction(
        *("set_password", N_("Set my password"), ACCOUNT, "", Icon.PERSON),
        inside=True,
        real=True,
        command="SetPassword",
        synonyms=N_("password change"),
    ),
    MenuAction(
        *("add_user", N_("Add a person"), ACCOUNT, "", Icon.ADD),
        inside=True,
        may="administer",
        page="people",
        command="AddUser",
    ),
    MenuAction(
        *("reset_password", N_("Reset a password"), ACCOUNT),
        inside=True,
        may="administer",
        real=True,
        page="people",
        command="ResetPassword",
    ),
    MenuAction(
        *("close_account", N_("Close an account"), ACCOUNT),
        inside=True,
        may="administer",
        page="people",
        command="CloseAccount",
    ),
    MenuAction(
        *("enter_holidays", N_("Enter the holidays of a year"), ACCOUNT, "", Icon.CALENDAR),
        inside=True,
        may="administer",
        page="working_days",
        command="EnterHolidays",
    ),
    MenuAction(
        *("lock", N_("Lock the window"), ACCOUNT, "Ctrl+L", Icon.LOCK),
        inside=True,
        real=True,
        synonyms=N_("screen away"),
    ),
    MenuAction("ask_minutes", N_("Lock when idle…"), ACCOUNT, inside=True, real=True),
    MenuAction("sign_out", N_("Sign out"), ACCOUNT, inside=True, real=True, synonyms=N_("log off")),
    MenuAction("show_help", N_("Help for this field"), HELP, "F1", Icon.HELP),
    MenuAction("show_guides", N_("Guides"), HELP, "", Icon.HELP, synonyms=N_("help manual")),
    MenuAction(
        *("show_first_steps", N_("First steps"), HELP, "", Icon.FINDING),
        inside=True,
        synonyms=N_("beginner learn jobs"),
    ),
    MenuAction("show_news", N_("What is new"), HELP, "", Icon.INFO, synonyms=N_("changes release news")),
    MenuAction("show_keys", N_("Keyboard"), HELP, "Shift+F1", Icon.KEYBOARD),
    MenuAction("show_about", N_("About County Desk"), HELP, "", Icon.INFO),
)


def install(window: QMainWindow, acts: Iterable[MenuAction]) -> dict[str, QAction]:
    """Make the actions and put them on the window, so that their keys work while the menu bar is hidden.

    Those that were there before go.
    """
    for old in window.actions():
        window.removeAction(old)
        old.deleteLater()
    made: dict[str, QAction] = {}
    for act in acts:
        action = QAction(_(act.text), window)
        if act.icon:
            action.setIcon(icon(act.icon))
        action.setShortcut(QKeySequence(act.keys))
        action.triggered.connect(lambda _checked, act=act: _set_off(window, act))
        window.addAction(action)
        made[act.slot] = action
    return made


def _set_off(window: Any, act: MenuAction) -> None:
    if act.page:
        if act.command:
            window.frame.begin(act.page, act.command)
        else:
            window.frame.show_page(act.page, act.part or None)
    else:
        attrgetter(act.slot)(window)()


def fill(menu: QMenuBar | QMenu, acts: Iterable[MenuAction], made: dict[str, QAction]) -> None:
    """Put the actions under their menus, into a menu bar or into one button's menu."""
    menus: dict[str, QMenu] = {}
    for act in acts:
        if act.menu not in menus:
            menus[act.menu] = menu.addMenu(_(act.menu))
        menus[act.menu].addAction(made[act.slot])
