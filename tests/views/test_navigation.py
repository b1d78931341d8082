"""The navigation declares every page; a page of the window has the place that it gives."""

from importlib import import_module
from itertools import groupby
from pkgutil import walk_packages

from county_desk import views
from county_desk.tables.assistance.undertakings import TRAININGS
from county_desk.text import ENGLISH, language
from county_desk.views import navigation
from county_desk.views.assistance.payments_page import PaymentsPage
from county_desk.views.assistance.trainings_page import TrainingsPage
from county_desk.views.page import Page
from county_desk.views.register.registry_page import RegistryPage
from tests.views.all_pages import PAGES


def test_the_navigation_knows_every_page_by_its_key():
    modules = [import_module(each.name) for each in walk_packages(views.__path__, f"{views.__name__}.")]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    assert {each for each in classes if issubclass(each, Page) and "key" in vars(each)} == set(PAGES)
    assert [page.key for page in PAGES] == [entry.key for entry in navigation.PAGES]


def test_the_pages_of_a_row_and_the_rows_of_a_group_stand_together():
    rows = [row for row, _pages in groupby(page.nav for page in PAGES)]
    groups = [group for group, _rows in groupby(row.group for row in rows)]
    assert len(rows) == len({row.key for row in rows})
    assert groups == [navigation.WORK, navigation.DELIVER, navigation.LOOK_UP]


def test_a_page_with_a_row_for_itself_has_its_title_and_picture():
    row = navigation.ENTRIES["registry"].row
    assert (RegistryPage.title, RegistryPage.icon, RegistryPage.nav) == (row.title, row.icon, row)


def test_a_page_without_a_title_has_that_of_its_list():
    assert TrainingsPage.title == TRAININGS.title


def test_the_tabs_of_a_page_are_the_parts_of_its_row(desk):
    with language(ENGLISH):
        assert PaymentsPage.tabs_of(desk) == [
            ("projects", "Projects"),
            ("funds", "Funds"),
            ("payments", "Payments"),
            ("assets", "Assets"),
        ]
