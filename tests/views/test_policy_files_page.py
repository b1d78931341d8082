"""The page of policy files: import with a check and a preview, what is in force, withdraw."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from sqlalchemy import select

from county_desk.models.proposal import Proposal, ProposalState
from county_desk.tables.procedure_words import follow
from county_desk.text import CHINESE, ENGLISH, speak
from county_desk.views.administration import policy_files_page as policy_page
from county_desk.views.administration.policy_files_page import PolicyFilesPage
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import ADMINISTRATOR, CLERK, REVIEWER
from tests.views.showing import choose, said, shown
from tests.workflow.policy_files import FIGURE, KNOWN, importing, take

TODAY = date(2016, 11, 24)
NAME = "parameters/county_water_days.toml"
WAITING = select(Proposal.id).where(Proposal.state == ProposalState.WAITING)


@pytest.fixture(autouse=True)
def shown_as_shipped():
    yield
    follow(None)
    speak(ENGLISH)


@pytest.fixture
def open_page(office, jobs, qtbot):
    return lambda who=ADMINISTRATOR: shown(PolicyFilesPage(office.at(TODAY, who), jobs), qtbot)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """Choose a file with this text in the dialog of the page."""

    def choosing(page, name="county_water_days.toml", text=FIGURE):
        path = tmp_path / name
        path.write_text(text, "utf8")
        monkeypatch.setattr(policy_page, "open_file", lambda *_asked: path)
        page.import_button.click()

    return choosing


def proposals(office):
    return office.read(lambda session: list(session.scalars(WAITING)))


def put_in_force(office, page):
    """Put in force what waits, and look again."""
    office.at(TODAY, REVIEWER).do(PutInForce(proposal=proposals(office)[0]))
    page.renew()


def labels(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_a_file_is_imported_after_its_preview_was_confirmed(office, open_page, chosen, qtbot):
    page = open_page()
    assert any("The county has imported no policy file" in words for words in labels(page))
    chosen(page)
    panel = page.pane.panel
    panel.form.editors["reference"].set_value("青政办〔2016〕3号")
    panel.form.editors["dated_back"].set_value("文件晚到")
    panel.do_button.click()
    assert "A new figure: “Days of the water check”." in panel.step.effect.words.text()
    assert proposals(office) == []
    panel.step.confirm_button.click()
    qtbot.waitUntil(lambda: proposals(office) != [])
    put_in_force(office, page)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert office.at(TODAY).policy.terms(TODAY)["county_water_days"].whole == 5


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ENGLISH, f"{NAME}, line 4: unit “dyas” is none of"),
        (CHINESE, f"{NAME} 第 4 行：unit 不能是“dyas”"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_cure_before_anything_is_asked(open_page, chosen, code, words):
    speak(code)
    page = open_page()
    chosen(page, text=FIGURE.replace('"days"', '"dyas"'))
    (banner,) = page.findChildren(Banner)
    assert words in banner.words.text()
    assert page.pane.panel is None


def test_a_file_that_is_no_text_is_refused_in_words(open_page, tmp_path, monkeypatch):
    page = open_page()
    path = tmp_path / "scan.toml"
    path.write_bytes(bytes(range(128, 256)))
    monkeypatch.setattr(policy_page, "open_file", lambda *_asked: path)
    page.import_button.click()
    (banner,) = page.findChildren(Banner)
    assert "scan.toml, line 1: the file is not saved as UTF-8" in banner.words.text()


def test_the_pane_shows_what_a_file_changes_and_its_text(office, open_page, qtbot):
    take(office, "known", KNOWN)
    page = open_page()
    choose(page, lambda _row: True)
    qtbot.waitUntil(lambda: page.findChildren(QPlainTextEdit) != [])
    assert page.findChildren(QPlainTextEdit)[-1].toPlainText() == KNOWN
    assert any("“Years of grace of households and villages” is 3 years" in words for words in labels(page))


def test_a_file_is_withdrawn_from_the_pane(office, open_page, qtbot):
    take(office)
    page = open_page()
    choose(page, lambda _row: True)
    button = next(each for each in page.findChildren(Button) if each.text() == "Withdraw…")
    button.click()
    panel = page.pane.panel
    panel.do_button.click()
    assert "What the file changed no longer holds:" in panel.step.effect.words.text()
    panel.step.confirm_button.click()
    qtbot.waitUntil(lambda: proposals(office) != [])
    put_in_force(office, page)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    assert "county_water_days" not in office.at(TODAY).policy.book


def test_without_the_right_the_files_can_be_read_only(office, open_page, qtbot):
    take(office)
    page = open_page(CLERK)
    assert not page.import_button.isEnabled()
    assert "This is for: Administrator" in page.import_button.toolTip()
    choose(page, lambda _row: True)
    button = next(each for each in page.findChildren(Button) if each.text() == "Withdraw…")
    assert not button.isEnabled()


def test_an_empty_page_offers_the_import_to_who_may(open_page):
    def offered(page):
        return [each.text() for each in page.list.findChildren(Button) if each.isVisibleTo(page)]

    assert "Import a policy file…" in offered(open_page())
    assert "Import a policy file…" not in offered(open_page(CLERK))


def test_a_refusal_of_the_desk_is_shown_in_the_form(office, open_page, chosen):
    page = open_page()
    chosen(page)
    page.pane.panel.do_button.click()
    assert "Name the document" in said(page.pane.panel, QLabel)


def test_a_proposed_file_says_that_it_waits_and_where_it_is_put_in_force(office, open_page, qtbot):
    number = office.at(TODAY, ADMINISTRATOR).do(importing("known", KNOWN)).id
    page = open_page(REVIEWER)
    page.renew()
    qtbot.waitUntil(lambda: any("it waits for another person" in words for words in labels(page)))
    ways = []
    page.go.connect(lambda *way: ways.append(way))
    next(each for each in page.findChildren(Button) if each.text() == "To put in force").click()
    assert ways == [("proposals", number)]
    put_in_force(office, page)
    assert not any("it waits for another person" in words for words in labels(page))
