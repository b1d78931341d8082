"""Each form of each page is opened, kept beside another row and given up, by each role.

Roles whose acts others have, too, speak one language; each act is tried in both.
"""

from operator import itemgetter

import pytest
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMenu,
)
from sqlalchemy import select

from county_desk.commands import COMMANDS
from county_desk.demo.campaign.story import CAMPAIGN, TODAY
from county_desk.models.household import Member
from county_desk.models.user import Role
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views import closing
from county_desk.views.closing import ClosingAnswer
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.audit import head
from county_desk.workflow.entry import open_register, sit_down
from tests.views.all_pages import PAGES
from tests.views.visitors import Typist, Visitor

PEOPLE = {
    "county_clerk": "李敏",
    "reviewer": "王芳",
    "township_clerk": "周远帆",
    "village_clerk": "李有田",
    "administrator": "陈立",
    "inspector": "周检",
}
ONE_LANGUAGE = {"township_clerk": CHINESE, "village_clerk": ENGLISH, "inspector": CHINESE}
VISITS = [
    (code, role) for code in (ENGLISH, CHINESE) for role in PEOPLE if ONE_LANGUAGE.get(role, code) == code
]
WORKPLACES = {
    "county_clerk": {
        "queue",
        "applications",
        "disclosures",
        "exits",
        "notices",
        "returns",
        "registry",
        "duplicates",
    },
    "reviewer": {"queue"},
    "administrator": {"checks"},
}  # pages on which a role has forms, so that a test that finds none fails

SIZES = {ENGLISH: (911, 450), CHINESE: (1366, 768)}  # a low window for the longer words
ROW = 70  # pixels of one line of fields, which fonts may make higher
LONG = {
    "CorrectHousehold",
    "CorrectMember",
    "FileVillage",
    "RecordClue",
    "RecordEvaluation",
    "RecordMeasure",
    "RecordMemberYear",
    "RecordYear",
}  # acts that ask for more than one screen has room for
SHOWN = 8  # forms that the report names, those with most below the fold


@pytest.fixture(scope="module")
def county(demos, tmp_path_factory):
    """The demo county with people on record twice; no test here changes it."""
    opened = open_register(demos.copy(CAMPAIGN, tmp_path_factory.mktemp("demo") / "demo.cdesk"))
    with opened.sessions.begin() as session:
        people = session.scalars(select(Member).where(Member.position == 1).limit(6)).all()
        for one, other in zip(people[::2], people[1::2], strict=True):
            other.id_number = one.id_number
    yield opened
    opened.close()


@pytest.fixture
def spoken(request):
    """The language of a visit."""
    speak(request.param)
    yield request.param
    speak(ENGLISH)


@pytest.fixture
def no_dialog(monkeypatch):
    """Dialogs are given up at once, and menus do not drop down."""
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QMenu, "popup", lambda *_given: None)
    one = ("", "")
    for name, nothing in (
        ("getSaveFileName", one),
        ("getOpenFileName", one),
        ("getOpenFileNames", ([], "")),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_given, nothing=nothing: nothing)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")


@pytest.fixture
def sit(county, spoken, jobs, qtbot, no_dialog):
    """Show the window to a person."""

    def at_the_desk(name):
        window = MainWindow(jobs, Opener(today=TODAY, remembers=False))
        qtbot.addWidget(window)
        window.kept = window.kept.__class__(language=spoken)
        window.resize(*SIZES[spoken])
        window.show()
        window.enter(county, sit_down(county, name, today=TODAY))
        qtbot.waitUntil(lambda: window.frame.page.isVisible())
        return window

    return at_the_desk


def head_of(county):
    with county.sessions() as session:
        return head(session)


@pytest.mark.parametrize("code", [ENGLISH, CHINESE])
def test_every_act_is_tried_in_both_languages(code):
    roles = [Role(role) for said, role in VISITS if said == code]
    rights = {name: command.permission for name, command in COMMANDS.items()}
    assert [name for name, right in rights.items() if not any(role.may(right) for role in roles)] == []


@pytest.mark.slow
@pytest.mark.parametrize(("spoken", "role"), VISITS, indirect=["spoken"])
def test_no_form_dies_or_acts_on_another_row(sit, county, spoken, role):
    before = head_of(county)
    visitor = Visitor(sit(PEOPLE[role]))
    for kind in PAGES:
        visitor.visit(kind.key)
    assert head_of(county) == before
    assert {page for page, _title in visitor.met} >= WORKPLACES.get(role, set())
    if spoken == CHINESE:
        assert {act for act, below in visitor.below.items() if below > ROW} <= LONG
    print(role, *sorted(visitor.below.items(), key=itemgetter(1))[-SHOWN:])


@pytest.mark.slow
@pytest.mark.parametrize("spoken", [CHINESE], indirect=True)
@pytest.mark.parametrize("role", WORKPLACES)
def test_no_form_loses_its_text_when_the_window_is_built_anew_or_closed(sit, county, role, monkeypatch):
    asked = []

    def ask(_window, _way, lost, _writing):
        asked[:] = lost
        return ClosingAnswer.STAY

    window = sit(PEOPLE[role])
    typist = Typist(window)
    typist.asked = asked
    with monkeypatch.context() as answering:
        answering.setattr(closing, "ask", ask)
        for kind in PAGES:
            typist.visit(kind.key)
    assert {page for page, _title in typist.met} >= WORKPLACES[role]
