"""With the largest text every page fits a screen of 1366 x 768, in both languages."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from county_desk.text import CHINESE, ENGLISH
from county_desk.views.main_window import SIZES
from county_desk.views.widgets import style
from county_desk.workflow.entry import sit_down
from tests.build import two_households
from tests.conftest import TODAY
from tests.views.all_pages import PAGES
from tests.views.windows import open_window, shown_page

ROOM = (1340, 660)  # px that the system leaves on such a screen


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE])
def window(request, policy, files, qapp, tmp_path_factory):
    """The window of a county clerk with the largest text, opened once for each language."""
    folder = tmp_path_factory.mktemp("window")
    office, engine = files.fresh(policy, folder / "青岚县.cdesk")
    two_households(office)
    desk = office.at(TODAY, hour=17)
    with open_window(desk, folder, request.param) as window:
        window.kept = replace(window.kept, text_size=SIZES[-1])
        window.enter(window.opened, sit_down(window.opened, desk.actor.name, today=TODAY))
        yield window
    engine.dispose()


@pytest.fixture(autouse=True)
def dressed(qapp):
    """The light theme in the largest size, in place of the standard one."""
    style.apply(qapp, "light", style.SIZES[-1])


@pytest.fixture(scope="class", params=PAGES, ids=lambda page: page.key)
def page(request, window):
    """Each page, before the county clerk or the first person with the right to it."""
    return shown_page(window, request.param)


def test_it_fits_a_usual_screen(window, page):
    assert QApplication.font().pointSizeF() == style.SIZES[-1]
    window.resize(*ROOM)
    QApplication.processEvents()
    hint = window.minimumSizeHint()
    assert (hint.width() <= ROOM[0], hint.height() <= ROOM[1]) == (True, True), hint
