"""R11: the lists posted, the results announced and the objections of a year, as they stood at its end."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from county_desk.models.case import CaseStep, StepOutcome
from county_desk.models.disclosure import (
    Disclosure,
    DisclosureOutcome,
    Objection,
    ObjectionFinding,
    PostingPlace,
)
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import PostedFunding, PostedHolder
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.returns.objections import objection_page
from county_desk.tables.returns.postings import POSTINGS, announcement_page, posting_page
from tests.registers import a_household, a_new_household, announced, disclosed, village

YEAR = Period.read("2016")


@pytest.fixture
def session(desk):
    with desk.sessions() as session:
        yield session


def rows(page, session, period=YEAR):
    return [line.row for line in page(session, county_of(session, period.last), period).lines]


def posted(session, first=date(2016, 10, 19), last=date(2016, 10, 25), objections=0):
    """A list with one household, closed the day after its last."""
    case = announced(session, "household_registration", date(2016, 10, 31), of=a_household(session))
    disclosed(session, case, first, last, objections)
    return session.scalars(select(Disclosure).order_by(Disclosure.id.desc())).first()


def settled(session, day, finding=ObjectionFinding.UPHELD):
    objection = session.scalars(select(Objection)).one()
    objection.settled_on, objection.finding = day, finding
    objection.investigators, objection.reply = "李强、王芳", "经核实成立"
    objection.objector, objection.public_words = "匿名人", "反映收入情况"
    session.flush()


def test_a_posted_list_has_its_days_its_entries_and_its_result(session):
    disclosure = posted(session, objections=2)
    session.add(
        PostingPlace(
            disclosure_id=disclosure.id,
            hung_at="村务公开栏",
            posted_on=date(2016, 10, 19),
            picture="a.jpg",
            recorded_by=1,
        )
    )
    disclosure.entries[0].struck_on = date(2016, 10, 26)
    session.flush()
    (row,) = rows(posting_page, session)
    assert (row.township, row.place, row.kind) == ("城关镇", "大河村", "household_registration")
    assert (row.opened_on, row.last_day, row.days) == (date(2016, 10, 19), date(2016, 10, 25), 7)
    assert (row.hung, row.entries, row.persons, row.objections, row.struck) == (1, 1, 4, 2, 1)
    assert (row.closed_on, row.outcome) == (date(2016, 10, 26), DisclosureOutcome.UNOPPOSED)


def test_a_list_over_the_turn_of_the_year_hangs_in_the_first_and_ends_in_the_second(session):
    posted(session, date(2016, 12, 28), date(2017, 1, 3))
    ((before,), (after,)) = (rows(posting_page, session, Period.read(year)) for year in ("2016", "2017"))
    assert (before.closed_on, before.outcome) == (None, None)
    assert (after.closed_on, after.outcome) == (date(2017, 1, 4), DisclosureOutcome.UNOPPOSED)
    assert rows(posting_page, session, Period.read("2018")) == []
    assert rows(posting_page, session, Period.read("2015")) == []


def test_an_objection_after_the_period_is_not_counted_in_it(session):
    posted(session, objections=1)
    session.scalars(select(Objection)).one().received_on = date(2017, 1, 5)
    session.flush()
    assert [row.objections for row in rows(posting_page, session)] == [0]


def test_the_sums_are_those_of_the_rows(session):
    for objections in (1, 2):
        posted(session, objections=objections)
    page = posting_page(session, county_of(session, YEAR.last), YEAR)
    assert page.totals == {"entries": 2, "persons": 8, "objections": 3, "struck": 0}


def test_results_on_one_paper_are_one_announcement(session):
    cases = [
        announced(session, "household_registration", date(2016, 10, 31), of=a_household(session, persons=n))
        for n in (3, 5)
    ]
    a_new_household(session, date(2016, 11, 5), village(session, "柳湾"))
    notice = Notice(
        kind="announcement",
        place_id=cases[0].place_id,
        year=2016,
        serial=1,
        number="大河公〔2016〕1号",
        issued_on=date(2016, 10, 31),
        issued_at=datetime(2016, 10, 31, tzinfo=UTC),
        issued_by=1,
        facts={},
        digest="0",
        anchor="0",
        voided_on=date(2017, 2, 1),
    )
    session.add(notice)
    session.flush()
    for step in session.scalars(select(CaseStep).where(CaseStep.case_id.in_([case.id for case in cases]))):
        step.notice_id = notice.id
    session.flush()
    one, other = rows(announcement_page, session)
    assert (one.notice, one.entries, one.persons) == ("大河公〔2016〕1号", 2, 8)
    assert (one.announced_on, one.voided_on) == (date(2016, 10, 31), None)
    assert (other.notice, other.place, other.entries) == (None, "柳湾村", 1)


def test_an_announcement_that_was_withdrawn_is_not_listed(session):
    a_new_household(session, date(2016, 10, 31))
    step = session.scalars(select(CaseStep).where(CaseStep.outcome == StepOutcome.ANNOUNCED)).one()
    step.withdrawn_on = date(2016, 11, 1)
    session.flush()
    assert rows(announcement_page, session) == []


def test_an_objection_has_its_days_and_its_settlement_and_never_the_objector(session):
    posted(session, objections=1)
    settled(session, date(2016, 10, 24))
    (row,) = rows(objection_page, session)
    assert (row.about, row.words, row.late) == ("张大有", "反映收入情况", False)
    assert (row.received_on, row.settled_on, row.days) == (date(2016, 10, 19), date(2016, 10, 24), 5)
    assert (row.finding, row.reply) == (ObjectionFinding.UPHELD, "经核实成立")
    assert "匿名人" not in str(row)


def test_an_objection_settled_after_the_period_is_open_in_it(session):
    posted(session, objections=1)
    settled(session, date(2017, 1, 9))
    (row,) = rows(objection_page, session)
    assert (row.settled_on, row.finding, row.reply, row.days) == (None, None, None, None)
    (row,) = rows(objection_page, session, Period.read("2017"))
    assert (row.settled_on, row.days) == (date(2017, 1, 9), 82)
    assert rows(objection_page, session, Period.read("2018")) == []


def test_one_that_came_after_the_last_day_is_marked_late(session):
    posted(session, objections=1)
    session.scalars(select(Objection)).one().received_on = date(2016, 10, 26)
    session.flush()
    (row,) = rows(objection_page, session)
    assert row.late


def a_notice(session, kind, rows, *, serial, first=None, last=None, voided_on=None):
    """A notice that belongs to no case."""
    issued_on = first or date(2016, 6, 1)
    span = {"first_day": first, "last_day": last, "days": (last - first).days + 1} if first else {}
    where, number = village(session), f"大河〔2016〕{serial}号"
    facts = NoticeFacts(
        kind=kind, number=number, year=2016, issuer="大河村村民委员会", issued_on=issued_on, rows=rows, **span
    )
    notice = Notice(
        kind=kind.value,
        place_id=where.id,
        year=2016,
        serial=serial,
        number=number,
        issued_on=issued_on,
        issued_at=datetime(2016, 6, 1, tzinfo=UTC),
        issued_by=1,
        facts=facts.as_plain(),
        digest="0",
        anchor="0",
        voided_on=voided_on,
    )
    session.add(notice)
    session.flush()


ROAD = PostedFunding(
    number=1, village="", title="产业路", purpose="infrastructure", unit="县水利局", budget=36
)
RANGER = PostedHolder(number=1, group="一组", name="张大有", head="张大有", programme="forest_ranger")


def test_notices_of_funds_and_of_posts_are_on_the_ledger(session):
    funds, holders, results = NoticeKind.FUNDING_PLAN, NoticeKind.POST_DISCLOSURE, NoticeKind.FUNDING_RESULT
    hung = {"first": date(2016, 12, 28), "last": date(2017, 1, 6)}
    a_notice(session, funds, (ROAD,), serial=1, **hung)
    a_notice(session, holders, (RANGER,), serial=2, **hung, voided_on=date(2017, 1, 3))
    a_notice(session, results, (ROAD,), serial=3)
    a_notice(session, NoticeKind.HOUSEHOLD_ANSWER, (), serial=4)
    posted(session)
    listed = [(row.notice, row.kind, row.entries, row.persons) for row in rows(posting_page, session)]
    assert listed == [
        (None, "household_registration", 1, 4),
        ("大河〔2016〕1号", "funding_plan", 1, None),
        ("大河〔2016〕2号", "post_disclosure", 1, 1),
    ]
    assert [row.outcome for row in rows(posting_page, session, Period.read("2017"))] == [
        None,
        DisclosureOutcome.SUSPENDED,
    ]
    announced_rows = [(row.notice, row.kind, row.persons) for row in rows(announcement_page, session)]
    assert announced_rows == [
        ("大河〔2016〕3号", "funding_result", None),
        (None, "household_registration", 4),
    ]
    assert [POSTINGS["kind"].kind.show(kind) for _notice, kind, *_figures in listed] == [
        "Registration of households",
        "Notice of funds and projects: plan",
        "Disclosure of proposed holders of posts",
    ]


def test_households_projects_and_villages_are_never_added(session):
    posted(session)
    page = posting_page(session, county_of(session, YEAR.last), YEAR)
    assert page.totals == {"entries": 1, "persons": 4, "struck": 0, "objections": 0}
    a_notice(
        session, NoticeKind.FUNDING_PLAN, (ROAD,), serial=1, first=date(2016, 6, 1), last=date(2016, 6, 9)
    )
    page = posting_page(session, county_of(session, YEAR.last), YEAR)
    assert page.totals == {"objections": 0}
