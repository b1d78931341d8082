"""Each act of each kind of row: its button, Enter and the context menu agree, and its form opens again."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from county_desk.demo.present.story import PRESENT, TODAY
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as read_page
from county_desk.views.acts_page import ActsPage
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.record_card import RowAct, RowLink
from county_desk.views.widgets.text_format import button_words
from county_desk.workflow.entry import open_register, sit_down
from tests.views.all_pages import PAGES
from tests.views.showing import acts_on, buttons_beside

KINDS = [kind for kind in PAGES if issubclass(kind, ActsPage)]
ROWS = 400  # rows of a list among which unlike ones are sought
WITHOUT_ROWS = {"backups", "county_exit", "department_findings", "policy_files", "ties", "waiting"}


@pytest.fixture(scope="module")
def county(demos, tmp_path_factory):
    """The demo county of 2026; no test here changes it."""
    opened = open_register(demos.copy(PRESENT, tmp_path_factory.mktemp("present") / "demo.cdesk"))
    yield opened
    opened.close()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.key)
def page(request, county, jobs, qtbot):
    """Each page with acts before somebody who has it."""
    kind = request.param
    name = next(each.name for each in county.people if each.may(kind.needs) and each.may(_right(kind)))
    page = kind(sit_down(county, name, today=TODAY), jobs)
    page.gone = []
    page.go.connect(lambda key, subject: page.gone.append((key, subject)))
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    page.refresh()
    return page


def _right(kind):
    """The right to make the rows of a page."""
    return kind.made.permission if kind.made else kind.needs


def unlike(page):
    """The first row of each kind, as its acts tell them apart."""
    found = {}
    for row in page.desk.read(read_page, page.listing, Query(), 0, ROWS):
        found.setdefault(tuple(type(offer).__name__ + words(offer) for offer in page.acts(row)), row)
    return list(found.values())


def words(offer):
    return offer.shown if isinstance(offer, RowAct) else offer.words


def choose(page, row):
    """Make a row the current one, and show it as the list does."""
    page.list.choose(row.id)
    page.pane.show_widget(page.show_row(row))
    QApplication.processEvents()


def opened_by(page, press):
    """The act whose form opens, or the page where it leads; the form is given up again."""
    page.gone.clear()
    press()
    QApplication.processEvents()
    panel = page.pane.panel
    if panel is None:
        return page.gone[0] if page.gone else None
    found = panel.form.act, panel.form.about
    panel.closed.emit()
    return found


def test_every_act_has_a_button_and_the_menu_and_opens_its_form(page):
    rows = unlike(page)
    assert (not rows) == (page.key in WITHOUT_ROWS)
    for row in rows:
        choose(page, row)
        _enter_does_what_the_first_button_does_or_leads_on(page, row)
        offers = list(page.acts(row))
        shown = [button.text() for button in buttons_beside(page)]
        assert {words(offer) for offer in offers} <= set(shown)
        menu = QMenu(page)
        page.actions_for(menu, row)
        may = [act for act in acts_on(page, row).values() if page.desk.actor.may(act.command.permission)]
        in_menu = [action for action in menu.actions() if action.text()]
        listed = {action.text(): action for action in in_menu}
        assert {act.shown for act in may} <= set(listed)
        for act in may:
            by_button = opened_by(page, lambda act=act: page.open_act(act))
            assert by_button[0] == act.command.__name__
            assert opened_by(page, listed[act.shown].trigger) == by_button
            page.open_act(act)
            again = page.pane.panel.again
            assert opened_by(page, lambda again=again: again.open_on(page)) == by_button, "as from a draft"


def _enter_does_what_the_first_button_does_or_leads_on(page, row):
    first = next((each for each in buttons_beside(page) if each.isEnabled()), None)
    by_enter = opened_by(page, lambda: page.open_row(row))
    links = [(each.page, each.subject) for each in page.acts(row) if isinstance(each, RowLink)]
    if by_enter is not None and by_enter not in links:
        assert by_enter == opened_by(page, first.click)


def test_the_button_above_the_list_makes_a_new_row(page):
    if page.made is None:
        assert not hasattr(page, "new_button")
        return
    assert isinstance(page.new_button, PrimaryButton)
    assert page.new_button.text() == button_words(page.made)
    assert opened_by(page, page.new_button.click)[0] == page.made.__name__
    assert page.list.nothing[1] == page.new_button.text()
