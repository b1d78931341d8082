"""Two people at one record in the window, and an act whose outcome is not known yet."""

import pytest

from county_desk.models.place import Place
from county_desk.views import act
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.workflow.registry import SetContact
from county_desk.workflow.submission import OutcomeUnknown
from tests.build import CLERK, TOWNSHIP
from tests.views.importing import TODAY
from tests.views.made_up import VillagesPage
from tests.views.showing import shown


@pytest.fixture
def page(office, jobs, qtbot):
    """A page of the township clerk."""
    return shown(VillagesPage(office.at(TODAY, TOWNSHIP), jobs), qtbot)


def telephone(office):
    """The telephone that is recorded."""
    return office.read(lambda session: session.get_one(Place, PLACE).telephone)


def unknown(page):
    """The notes that say that an outcome is not known yet."""
    return [note for note in page.findChildren(Banner) if "not known yet" in note.words.text()]


PLACE = 5


def test_the_second_of_two_people_keeps_the_typed_text_and_may_put_it_in_place(office, page):
    panel = CommandPanel(page, SetContact, place=PLACE)
    panel.form.editors["telephone"].set_value("0000-2222222")
    office.at(TODAY, CLERK).do(SetContact(place=PLACE, telephone="0000-1111111"))
    panel.do_button.click()
    words = panel.form.summary.words.text()
    assert f"{CLERK} changed this at" in words
    assert panel.form.editors["telephone"].value() == "0000-2222222"
    assert telephone(office) == "0000-1111111"
    panel.do_button.click()
    assert telephone(office) == "0000-2222222"


def test_a_form_that_opens_on_a_page_read_before_another_act_shows_that_act(office, page):
    page.renew()
    office.at(TODAY, CLERK).do(SetContact(place=PLACE, telephone="0000-1111111"))
    panel = CommandPanel(page, SetContact, place=PLACE)
    panel.form.editors["telephone"].set_value("0000-2222222")
    panel.do_button.click()
    assert f"{CLERK} changed this at" in panel.form.summary.words.text()
    assert telephone(office) == "0000-1111111"


def test_a_button_without_a_form_puts_nothing_over_an_act_that_its_page_does_not_show(office, page):
    page.renew()
    act_of_page = SetContact(place=PLACE, telephone="0000-2222222")
    office.at(TODAY, CLERK).do(SetContact(place=PLACE, telephone="0000-1111111"))
    page.do(act_of_page)
    assert telephone(office) == "0000-1111111"
    assert any(f"{CLERK} changed this" in each.words.text() for each in page.findChildren(Banner))
    page.renew()
    page.do(act_of_page)
    assert telephone(office) == "0000-2222222"


def test_an_unknown_outcome_is_said_and_found_out(office, page, qtbot, monkeypatch):
    monkeypatch.setattr(act, "ASK_AGAIN", 10)
    desk = page.desk
    real_do, asked = desk.do, []

    def cut_off(command, progress, submission=None):
        real_do(command, progress, submission)
        raise OutcomeUnknown(submission.operation)

    def outcome(operation):
        asked.append(operation)
        if len(asked) == 1:
            raise OutcomeUnknown(operation)
        return type(desk).outcome(desk, operation)

    monkeypatch.setattr(desk, "do", cut_off)
    monkeypatch.setattr(desk, "outcome", outcome)
    panel = CommandPanel(page, SetContact, place=PLACE)
    panel.form.editors["telephone"].set_value("0000-2222222")
    with qtbot.waitSignal(page.done):
        panel.do_button.click()
        (note,) = page.findChildren(Banner)[-1:]
        assert "not known yet" in note.words.text()
    assert len(asked) == 2
    assert telephone(office) == "0000-2222222"


def test_an_act_that_the_server_did_not_get_is_said_to_be_unsaved_and_nothing_else(
    office, page, qtbot, monkeypatch
):
    monkeypatch.setattr(act, "ASK_AGAIN", 10)
    desk = page.desk

    def cut_off(_command, _progress, submission=None):
        raise OutcomeUnknown(submission.operation)

    panel = CommandPanel(page, SetContact, place=PLACE)
    panel.form.editors["telephone"].set_value("0000-2222222")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(desk, "do", cut_off)
        panel.do_button.click()
    assert unknown(page)
    qtbot.waitUntil(lambda: "Submit it again" in panel.form.summary.words.text())
    qtbot.waitUntil(lambda: not unknown(page))
    panel.do_button.click()
    assert telephone(office) == "0000-2222222"
