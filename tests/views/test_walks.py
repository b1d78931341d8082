"""Whole tasks in the window by the keyboard alone: help, a spot check, and from the clue to the release."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from county_desk.models.household import Member
from county_desk.models.monitored import Monitored
from county_desk.models.register import RegisterKind
from county_desk.rules.monitoring_rules import entry_window
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.assistance.measures import LISTING as MEASURES
from county_desk.tables.assistance.needs import LISTING as NEEDS
from county_desk.tables.assistance.needs import NeedState
from county_desk.tables.assistance.payments import PAYMENTS_LISTING
from county_desk.tables.cases.queue_words import QueueTask
from county_desk.tables.listing import Query
from county_desk.tables.listing import page as read_page
from county_desk.tables.story import story_of
from county_desk.tables.supervision.inspections import (
    FINDINGS_LISTING,
    ROUNDS_LISTING,
    SHEETS_LISTING,
    FindingState,
    SheetState,
)
from county_desk.text import ENGLISH, speak
from county_desk.views import paper_acts
from county_desk.views.entrance.opener import Opener
from county_desk.views.main_window import MainWindow
from county_desk.workflow.accounts.people import actors
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import Opened
from county_desk.workflow.registry import RecordMemberYear, RecordYear
from tests.build import CLERK, REVIEWER, SECOND, TOWNSHIP, VILLAGE, a_household, an_id_number, case_of
from tests.second_person import agreed
from tests.views.keyboard import Keyboard
from tests.views.showing import put_in_force
from tests.workflow.projects.test_projects import fund, project, release, today
from tests.workflow.staging import household
from tests.workflow.test_monitoring_release import ASKED, help_with
from tests.workflow.watching import FOUND, a_case, announced, set_line

__all__ = ["fund", "household", "project", "release", "today"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support (raise|grabbing)")]
DAY, DRAWN = timedelta(days=1), date(2017, 3, 1)


@pytest.fixture
def sit(office, jobs, qtbot):
    """Sit down in the window of a rehearsal, as a person on a day; only keys work from then on."""

    def at(day, who=CLERK):
        speak(ENGLISH)
        desk = office.at(day, who)
        engine, people = desk.sessions.kw["bind"], tuple(desk.read(actors))
        kind = RegisterKind.REHEARSAL
        opened = Opened(str(engine.url), desk.sessions, "青岚县", kind, "guizhou", "west", people)
        window = MainWindow(jobs, Opener(today=day, remembers=False))
        qtbot.addWidget(window)
        window.kept = replace(window.kept, language=ENGLISH)
        window.enter(opened, desk)
        window.resize(1366, 768)
        window.show()
        keyboard = Keyboard(window, qtbot)
        keyboard.begin()
        return keyboard

    yield at
    speak(ENGLISH)


def rows(office, listing, **where):
    return office.read(lambda session: read_page(session, listing, Query(where=where)))


def test_a_household_is_helped(office, household, project, release, today, sit, tmp_path, monkeypatch):
    agreed(office, release(30000), today)
    card = tmp_path / "card.pdf"
    monkeypatch.setattr(paper_acts, "save_file", lambda *_asked: card)
    keys = sit(today)
    keys.find("张大有")
    keys.act("Record a need…")
    keys.fill(wants="Finance", cause="Lack of funds", words="买两头牛", found_by="郑宝")
    keys.submit()
    (need,) = rows(office, NEEDS)
    assert need.state is NeedState.OPEN

    keys.find("Needs")
    keys.open_row()  # a measure against the need
    keys.fill(programme="Small loan", content="小额信贷", amount="50000", member="张大有", months="24")
    keys.submit()
    (measure,) = rows(office, MEASURES)
    assert rows(office, NEEDS)[0].state is NeedState.ANSWERED
    assert keys.page.key == "measures"
    assert keys.page.current().id == measure.id

    keys.open_row()
    keys.fill(words="本人申请")
    keys.submit()
    checked = {"done_on": today, "agreed": True, "words": "购牛发展生产"}
    office.at(today, VILLAGE).do(
        RecordStage(measure=measure.id, stage="Use for production checked", **checked)
    )
    keys.press("F5")
    keys.open_row()
    keys.fill(amount="50000", document="青农信〔2018〕9号")
    keys.submit()
    keys.open_row()
    keys.fill(amount="50000")
    keys.submit()
    assert rows(office, MEASURES)[0].delivered_on == today

    keys.find("Payments")
    keys.press("Ctrl+N")
    keys.fill(project="大河村三组产业路硬化", amount="1200", voucher="记-18", household="张大有")
    keys.submit()
    put_in_force(office, today)
    assert [row.amount for row in rows(office, PAYMENTS_LISTING)] == [1200]

    keys.find("张大有")
    keys.act("Record a visit to a household…")
    keys.fill(visitors="郑宝", purpose="Measures and policies", found="两头牛已买回")
    keys.submit()
    told = office.read(lambda session: story_of(session, household))
    assert {"visits", "measures", "needs"} <= {line.page for line in told}
    keys.act("Save: account card…")
    assert card.read_bytes().startswith(b"%PDF")
    assert office.read(verify).ok
    assert keys.keys < 420


def test_a_spot_check_goes_from_the_draw_to_the_closed_finding(office, sit):
    a_household(office)
    keys = sit(DRAWN, REVIEWER)
    keys.find("Inspections")
    keys.press("Ctrl+N")
    keys.fill(kind="Spot check", name="春季抽查", people="Every household on record")
    keys.submit()
    (made,) = rows(office, ROUNDS_LISTING)
    assert (made.size, keys.page.current().id) == (1, made.id)

    keys.find("Field sheets")
    keys.open_row()
    keys.fill(decided_rightly="Yes", satisfied="Yes", visitors="何静")
    keys.submit()
    keys.sit_down(SECOND)
    keys.find("Field sheets")
    keys.open_row()
    keys.fill(decided_rightly="Yes", satisfied="Yes")
    keys.submit()
    (sheet,) = rows(office, SHEETS_LISTING)
    assert sheet.state is SheetState.CHECKED

    keys.act("Record a finding…")
    keys.fill(severity="Slight", words="档案缺页", mender="郑宝", due_on=(DRAWN + 7 * DAY).isoformat())
    keys.submit()
    keys.sit_down(CLERK)
    keys.find("Findings")
    keys.open_row()
    keys.fill(proof="补页照片")
    keys.submit()
    keys.sit_down(REVIEWER)
    keys.find("Findings")
    keys.open_row()
    keys.submit()
    (finding,) = rows(office, FINDINGS_LISTING)
    assert finding.state is FindingState.CONFIRMED
    assert office.read(verify).ok
    assert keys.keys < 400


def decided(keys, day):
    """Take a case from the village's review to its announcement, seven days later."""
    keys.fill(due="30", present="28", in_favour="28")
    keys.submit()
    keys.open_row()
    keys.submit()
    keys.wake_up(day + 7 * DAY)
    keys.do_task(QueueTask.CLOSE)
    assert keys.page.key == "disclosures"
    keys.act("Close the disclosure")
    keys.submit()
    keys.sit_down(TOWNSHIP)
    keys.do_task(StepKind.REVIEW)
    keys.fill(opinion="同意")
    keys.submit()
    keys.sit_down(REVIEWER)
    keys.do_task(StepKind.DECISION)
    keys.to("Opinion")
    keys.write("已稳定消除风险")
    keys.press("Ctrl+Return")
    keys.to("&Sign the approval (Alt+S)")
    keys.press("Return")
    keys.sit_down(CLERK)
    keys.do_task(StepKind.ANNOUNCEMENT)
    keys.submit()


def test_a_household_is_released(office, sit):
    set_line(office)
    set_line(office, 2025, "8300")
    case = a_case(office)
    announced(office, case)
    number = case_of(office, case).household_id
    head = office.read(lambda session: session.scalars(select(Member.id)).first())
    office.at(ASKED).do(RecordMemberYear(member=head, year=2024, labour="普通劳动力"))
    office.at(ASKED).do(RecordYear(household=number, year=2025, housing_grade="A"))
    help_with(office, number)
    keys = sit(ASKED)
    keys.find("Monitored households")
    keys.act("Propose the release…")
    keys.submit()
    assert keys.page.key == "applications"
    keys.open_row()
    well = {"window_income": "40000", "window_end": "2024-09", "months_above": "7", "new_risk": "No"}
    well |= {"all_insured": "Yes", "safe_water": "Yes", "dropouts": "0", "hard_spending": "0"}
    keys.fill(visitors="郑宝、王芳", risks_gone="Yes", **well)
    keys.submit()
    keys.open_row()
    decided(keys, ASKED)
    record = office.read(lambda session: session.scalars(select(Monitored)).one())
    assert record.released_on == ASKED + 7 * DAY
    assert office.read(verify).ok
    assert keys.keys < 600


def test_a_clue_becomes_a_monitored_household(office, sit):
    set_line(office)
    keys = sit(FOUND)
    keys.find("Clues")
    keys.press("Ctrl+N")
    keys.fill(village="城关镇 · 大河村", head="周有粮", source="Round of an official", risks="School costs")
    keys.submit()
    keys.open_row()
    keys.fill(assigned_to="郑宝", due_on=(FOUND + 3 * DAY).isoformat())
    keys.submit()
    keys.open_row()
    keys.fill(visitors="郑宝、王芳", authorised="Yes", finding="学费负担重")
    keys.submit()
    keys.open_row()
    keys.fill(id_number=an_id_number(1), persons="4")
    keys.submit()
    keys.open_row()
    assert keys.page.key == "case"
    keys.find("Applications")
    keys.open_row()
    poor = {"window_income": "20000", "window_end": entry_window(FOUND), "hard_spending": "0"}
    kept = {"all_insured": "Yes", "safe_water": "Yes", "dropouts": "0", "beyond_means": "No"}
    keys.fill(visitors="郑宝、王芳", **poor, **kept)
    keys.submit()
    keys.open_row()
    keys.fill(departments="民政、住建", hits="0")
    keys.submit()
    keys.open_row()
    decided(keys, FOUND)
    record = office.read(lambda session: session.scalars(select(Monitored)).one())
    assert record.entered_on == FOUND + 7 * DAY
    assert office.read(verify).ok
    assert keys.keys < 900
