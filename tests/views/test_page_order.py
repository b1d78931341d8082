"""Pages are found in their modules, and stand in the order of the navigation."""

from importlib import import_module
from pkgutil import walk_packages
from typing import ClassVar

from county_desk import views
from county_desk.tables.assistance.undertakings import TRAININGS
from county_desk.text import ENGLISH, language
from county_desk.views import page_order
from county_desk.views.assistance.assistance_parts import HELPERS
from county_desk.views.assistance.payments_page import PaymentsPage
from county_desk.views.assistance.trainings_page import TrainingsPage
from county_desk.views.page import LOOK_UP, Page
from county_desk.views.page_order import pages_in
from county_desk.views.pages import PAGES


def test_every_page_has_a_place_and_every_place_a_page():
    assert [page.key for page in PAGES] == list(page_order._PLACES)


def test_every_page_stands_in_a_module_named_after_it():
    modules = [import_module(each.name) for each in walk_packages(views.__path__, f"{views.__name__}.")]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    assert {each for each in classes if issubclass(each, Page) and "key" in vars(each)} == set(PAGES)


def test_the_pages_of_a_package_stand_as_in_the_window():
    own = pages_in("county_desk.views.assistance")
    assert own == tuple(page for page in PAGES if page.__module__.startswith("county_desk.views.assistance."))


def test_a_page_without_a_place_is_the_last_of_its_row_or_of_its_group():
    class Venues(Page):
        key: ClassVar = "venues"
        nav: ClassVar = HELPERS

    class Maps(Page):
        key: ClassVar = "maps"
        group: ClassVar = LOOK_UP

    found = [Maps, Venues, *PAGES]
    keys = [page.key for page in sorted(found, key=lambda page: page_order._place(page, found))]
    assert keys.index("venues") == keys.index("pledges") + 1
    assert keys[-2:] == ["server", "maps"]
    assert len(keys) == len(PAGES) + 2


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
