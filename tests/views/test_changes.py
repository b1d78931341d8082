"""Changes of a household in the window: the menu beside it, its forms, and the page of all changes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from county_desk.fields import Sex
from county_desk.models.household import Household
from county_desk.models.household_change import ChangeKind
from county_desk.tables.changes import CHANGES
from county_desk.tables.history.acts import EVENTS
from county_desk.tables.household_detail import household_detail
from county_desk.text import CHINESE, ENGLISH, _, speak
from county_desk.views.register.change_pages import ChangesPage, WaitingPage
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.many_editor import ManyEditor
from county_desk.workflow.life.members import JoinMember
from county_desk.workflow.life.splitting import SplitHousehold
from tests.build import CLERK, FOUNDED, INSPECTOR, VILLAGE, a_registered_household
from tests.second_person import enter
from tests.views.showing import shown

TODAY = date(2017, 6, 1)
BORN = date(2017, 5, 20)


@pytest.fixture
def household(office):
    """A household of 张大有 and a newborn son."""
    number = a_registered_household(office)
    office.at(TODAY).do(
        JoinMember(
            household=number,
            kind=ChangeKind.BIRTH,
            happened_on=BORN,
            name="张小宝",
            relation="之子",
            sex=Sex.MALE,
            evidence="出生医学证明Q990101",
        )
    )
    return number


@pytest.fixture
def registry(office, household, jobs, qtbot):
    """The registry before a person, with the household chosen and its menu made."""

    def made(person=CLERK):
        page = shown(RegistryPage(office.at(TODAY, person), jobs), qtbot, size=(1400, 900))
        qtbot.waitUntil(lambda: page.list.choose(household))
        qtbot.waitUntil(lambda: menu(page) is not None)
        return page

    yield made
    speak(ENGLISH)


def menu(page):
    """The menu of changes; None until the household is read."""
    found = [button for button in page.findChildren(QPushButton) if button.text() == _("Record a change")]
    return found[0].menu() if found else None


def choose(page, words):
    next(action for action in menu(page).actions() if action.text() == _(words)).trigger()
    return page.findChild(CommandPanel)


@pytest.mark.parametrize("tongue", [ENGLISH, CHINESE])
def test_each_change_has_a_form_that_knows_its_household(registry, tongue):
    speak(tongue)
    page = registry()
    said = [action.text() for action in menu(page).actions()]

    assert said[0] == {ENGLISH: "Change the head of a household…", CHINESE: "变更户主…"}[tongue]
    assert len(said) == 7, said
    for words in said:
        panel = choose(page, words)
        assert "张大有" in panel.objects.text() or "member" in panel.form.editors
        panel.cancel_button.click()


def test_a_split_is_ticked_and_done(office, registry, household, qtbot):
    page = registry()
    panel = choose(page, "Split a household…")
    assert panel.heading.text() == SplitHousehold.act.title
    ticks = panel.form.editors["members"]
    assert isinstance(ticks, ManyEditor)
    assert [ticks.item(row).text() for row in range(ticks.count())] == ["张大有 · Head", "张小宝 · Son"]

    ticks.item(1).setCheckState(Qt.CheckState.Checked)
    child = ticks.value()[0]
    panel.form.editors["head"].set_value(child)
    panel.form.editors["evidence"].set_value("青扶办〔2017〕8号")
    panel.do_button.click()

    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)


def test_the_person_who_dies_is_not_offered_as_the_new_head(registry):
    page = registry()
    form = choose(page, "A person leaves the household…").form
    people = {label.split(",")[0]: number for number, label in form.editors["member"].offers()}
    form.editors["member"].set_value(people["张大有"])
    form.editors["member"].changed.emit()
    assert [label for _number, label in form.editors["new_head"].offers()] == ["张小宝 · Son"]
    form.editors["new_head"].set_value(people["张小宝"])
    form.editors["member"].set_value(people["张小宝"])
    form.editors["member"].changed.emit()
    assert form.editors["new_head"].value() is None


def test_a_person_without_the_right_sees_the_acts_in_grey(registry):
    refused = {act.text() for act in menu(registry(VILLAGE)).actions() if not act.isEnabled()}
    moved = {"Split a household…", "Merge two households…", "Move a household within the county…"}
    assert refused == moved
    inspector = menu(registry(INSPECTOR)).actions()
    assert not any(action.isEnabled() for action in inspector)
    assert all(action.toolTip() for action in inspector)


def test_the_page_lists_the_changes_and_leads_to_the_household(office, household, jobs, qtbot):
    page = shown(ChangesPage(office.at(TODAY), jobs), qtbot, size=(1400, 900))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    row = page.list.model.row_at(0)
    assert (row.name, row.kind, row.persons, row.by) == ("张小宝", ChangeKind.BIRTH, 2, 1)

    with qtbot.waitSignal(page.go) as gone:
        page.open_row(row)
    assert gone.args == ["household", household]


def test_the_page_of_no_changes_leads_to_the_registry(office, jobs, qtbot):
    page = shown(ChangesPage(office.at(TODAY), jobs), qtbot, size=(1400, 900))
    words, act, _go = page.list.nothing
    assert words.startswith("No change was recorded yet.")
    assert act == "To the registry"


def test_what_waits_is_entered_from_its_page(office, household, jobs, qtbot):
    for name, value in (("waits", "all"), ("opens", "10-01"), ("closes", "10-31")):
        figure = {"name": f"adjustment_{name}", "value": value, "reference": "县文件"}
        enter(office, FOUNDED, since=date(2017, 1, 1), **figure)
    about = {"kind": ChangeKind.BIRTH, "happened_on": BORN, "evidence": "出生医学证明", "sex": Sex.FEMALE}
    office.at(TODAY).do(JoinMember(household=household, name="张小丽", relation="之女", **about))
    page = shown(WaitingPage(office.at(date(2017, 10, 2)), jobs), qtbot)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.enter_all.click()
    panel = page.findChild(CommandPanel)
    assert panel.form.editors["waiting"].value() == (1,)
    panel.do()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert len(office.read(lambda s: household_detail(s, household)).members) == 3


def test_the_person_of_a_change_is_no_clerk():
    speak(CHINESE)
    try:
        assert _(CHANGES["name"].title) == "变动人员"
        assert _(EVENTS["actor"].title) == "办理人"
    finally:
        speak(ENGLISH)


def test_a_change_is_withdrawn_from_its_list(office, household, jobs, qtbot):
    def persons():
        return office.read(lambda session: session.get_one(Household, household).persons)

    before, page = persons(), shown(ChangesPage(office.at(TODAY), jobs), qtbot)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1 and page.list.model.row_at(0) is not None)
    page.list.choose(page.list.model.row_at(0).id)
    qtbot.waitUntil(lambda: page.current() is not None)
    (back,) = [
        b for b in page.pane.findChildren(QPushButton) if b.text() == "Withdraw a change of a household…"
    ]
    back.click()
    panel = page.pane.panel
    panel.form.fill({"reason": "登记错户"})
    with qtbot.waitSignal(page.done, timeout=10_000):
        panel.do()
    assert persons() == before - 1
