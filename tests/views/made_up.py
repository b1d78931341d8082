"""Pages made up for tests of what all pages share."""

from PySide6.QtWidgets import QLabel

from county_desk.models.user import Permission
from county_desk.tables.listing import count
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.views.lists.list_view import ListView
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.navigation import Navigation, NavRow, PageEntry
from county_desk.views.page import Page
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.workflow.registry import SetContact


class VillagesPage(RegisterPage):
    """The villages, and who answers for each."""

    key, title = "villages", "Villages"
    listing, filters = VILLAGES_LISTING, ("township",)
    chips = ("standing",)

    @classmethod
    def waiting(cls, desk):
        return 3

    def __init__(self, desk, jobs, parent=None):
        super().__init__(desk, jobs, parent)
        self.new = PrimaryButton("Decide", self)
        self.header.addWidget(self.new)
        self.permit(self.new, Permission.DECIDE)

    def show_row(self, row):
        self.panel = CommandPanel(self, SetContact, title=row.name, place=row.id)
        return self.panel


class PlainPage(Page):
    """A page with one word on it."""

    key, title = "plain", "Look up"

    def __init__(self, desk, jobs, parent=None):
        super().__init__(desk, jobs, parent)
        self.words, self.looks, self.subject = QLabel(self), 0, None
        self.body.addWidget(self.words)

    def refresh(self):
        self.looks += 1
        self.look(self._name, self.words.setText)

    def _name(self):
        self.desk.read(count, VILLAGES_LISTING)
        return self.desk.actor.name

    def show_subject(self, subject):
        self.subject = subject


class ListPage(Page):
    """A page with nothing but a declared list."""

    key, title = "list", "A list"

    def __init__(self, desk, jobs, listing):
        super().__init__(desk, jobs)
        self.list = ListView(self, listing)
        self.body.addWidget(self.list)

    def refresh(self):
        self.list.refresh()


class MadeUpEntry(PageEntry):
    """The entry of a page of this module."""

    def load(self):
        return next(page for page in (VillagesPage, PlainPage) if page.key == self.key)


ROWS = (
    NavRow("Villages", Icon.REGISTRY, ("villages",)),
    NavRow("Look up", Icon.HISTORY, ("plain",)),
)
PAGES = {page.key: MadeUpEntry(page.key, "", page.title) for page in (VillagesPage, PlainPage)}


def made_up(_desk):
    """The navigation of a window with the made-up pages."""
    return Navigation(ROWS, PAGES)
