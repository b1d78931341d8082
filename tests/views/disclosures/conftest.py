"""The disclosure page over an office with a disclosure of every state."""

import shutil
from functools import partial

import pytest

from county_desk.storage.engine import connect, sessions_of
from county_desk.views.disclosure.disclosure_page import DisclosurePage
from tests.build import Office
from tests.reached import reached
from tests.views import boards, showing


@pytest.fixture(scope="module")
def posted(tmp_path_factory, files, policy):
    """A register with a disclosure of every state, made once; and the numbers of the disclosures."""
    folder = tmp_path_factory.mktemp("boards")
    office, engine = files.fresh(policy, folder / "boards.cdesk")
    made = reached(engine, policy, "boards", partial(boards.scene, office))
    engine.dispose()
    return folder / "boards.cdesk", made


@pytest.fixture
def made(posted):
    """The numbers of the disclosures by their state."""
    return posted[1]


@pytest.fixture
def hall(posted, policy, tmp_path):
    """The office, with a copy of that register."""
    shutil.copy(posted[0], tmp_path / "boards.cdesk")
    engine = connect(f"sqlite:///{tmp_path / 'boards.cdesk'}")
    yield Office(sessions_of(engine), policy)
    engine.dispose()


@pytest.fixture
def open_page(jobs, qtbot):
    """Show the page to somebody at a desk."""
    return lambda desk: showing.shown(DisclosurePage(desk, jobs), qtbot)


@pytest.fixture
def page(hall, open_page):
    """The page of a county clerk."""
    return open_page(hall.at(boards.TODAY))
