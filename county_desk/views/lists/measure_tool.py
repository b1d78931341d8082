"""The tool of a list that gives one measure to the households of its rows."""

from collections.abc import Callable, Sequence
from functools import partial

from county_desk.tables.listing import page as read_page
from county_desk.text import _
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import Button
from county_desk.workflow.assistance.giving import MOST, GiveToMany


def offer_measure_tool(page: RegisterPage, give: Callable[[Sequence[object]], None]) -> Button:
    """Add the tool; `give` gets the chosen rows where several are, else every row that is listed."""
    button = page.list.bar.offer(_("Give a measure to many…"), Icon.DONE)
    if page.permit(button, GiveToMany.permission):
        button.setToolTip(_("To the chosen rows, or to all that the filters leave"))

    def taken(rows: Sequence[object]) -> None:
        if rows:
            give(rows)
        else:
            page.show_note(Banner("info", _("No household is listed."), page))

    def ask() -> None:
        chosen = page.list.table.selected_rows()
        if len(chosen) > 1:
            taken(chosen)
            return
        desk, query = page.desk, page.list.query()
        page.look(partial(desk.read, read_page, page.listing, query, 0, MOST + 1), taken, "giving")

    button.clicked.connect(lambda _checked: ask())
    return button
