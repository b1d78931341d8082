"""The help of a programme goes to those who may have it, and the desk says why it does not."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.identity import birth_of
from county_desk.models.household import Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass
from county_desk.rules.findings import Finding
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.measures import LISTING, measure_detail
from county_desk.tables.listing import page
from county_desk.text import CHINESE, language
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordMemberYear
from tests.build import a_registered_household, refusal
from tests.second_person import settled
from tests.workflow.test_needs import FOUND

POST = {"kind": MeasureClass.POST, "programme": "welfare_post", "since": FOUND}
LOAN = {"kind": MeasureClass.FINANCE, "programme": "small_loan", "since": FOUND}


@pytest.fixture
def household(office):
    """A registered household of 大河村."""
    return a_registered_household(office)


@pytest.fixture
def head(office, household):
    """The head of that household."""
    wanted = select(Member.id).where(Member.household_id == household)
    return office.read(lambda session: session.scalars(wanted).first())


def able(office, member, labour="普通劳动力"):
    office.at(FOUND).do(RecordMemberYear(member=member, year=2016, labour=labour))


def test_every_programme_names_a_class_and_a_rule_of_its_own():
    classes = {kind.value for kind in MeasureClass}
    assert {programme.kind for programme in programmes().values()} <= classes
    assert len(programmes()) >= 9


def test_a_post_goes_to_somebody_who_can_work_and_the_finding_is_kept(office, household, head):
    able(office, head)
    command = RecordMeasure(household=household, member=head, **POST)
    assert office.at(FOUND).effects([command]) in ([], [""])
    number = office.at(FOUND).do(command).id
    (row,) = office.read(lambda session: page(session, LISTING))
    assert (row.programme, row.title, row.kind) == ("welfare_post", "Public-welfare post", MeasureClass.POST)
    kept = office.read(lambda session: measure_detail(session, number)).finding
    assert Finding.from_plain(kept).met
    assert office.read(verify).ok


def test_what_is_not_known_is_said_before_it_is_recorded(office, household, head):
    command = RecordMeasure(household=household, member=head, **POST)
    (said,) = office.at(FOUND).effects([command])
    assert said.startswith("Not known yet: ")
    assert "Able to work" in said
    office.at(FOUND).do(command)


def test_who_cannot_work_gets_a_post_only_with_a_reason(office, household, head):
    able(office, head, "无劳动力")
    asked = POST | {"household": household, "member": head}
    found = refusal(office.at(FOUND), RecordMeasure(**asked))
    assert list(found) == ["departure"]
    assert "Able to work" in found["departure"]
    number = office.at(FOUND).do(RecordMeasure(departure="县就业办批准照顾", **asked)).id
    record = office.read(lambda session: session.get(AssistanceMeasure, number))
    assert record.departure == "县就业办批准照顾"


def test_a_loan_over_the_limit_is_refused_whatever_the_reason(office, household, head):
    asked = LOAN | {"household": household, "member": head, "months": 36}
    found = refusal(office.at(FOUND), RecordMeasure(amount=Decimal("50000.01"), departure="急需", **asked))
    assert list(found) == ["programme"]
    assert "50,000.01" in found["programme"]
    office.at(FOUND).do(RecordMeasure(amount=Decimal(50000), **asked))


def test_an_age_is_told_in_years_of_life_and_nobody_is_asked_to_change_it(office, household, head):
    born = birth_of(office.read(lambda session: session.get(Member, head)).id_number)
    late = FOUND.replace(year=born.year + 70)
    asked = LOAN | {"household": household, "member": head, "months": 36, "since": late}
    with language(CHINESE):
        (words,) = refusal(office.at(late), RecordMeasure(amount=Decimal(50000), **asked)).values()
    assert "高于 65 周岁" in words
    assert "降到" not in words


def test_a_second_ranger_of_a_household_is_refused(office, household, head):
    able(office, head)
    asked = {"kind": MeasureClass.POST, "programme": "forest_ranger", "since": FOUND}
    office.at(FOUND).do(RecordMeasure(household=household, member=head, **asked))
    assert list(refusal(office.at(FOUND), RecordMeasure(household=household, member=head, **asked))) == [
        "programme"
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": MeasureClass.FINANCE}, "kind"),
        ({"member": None}, "member"),
        ({"member": 999}, "member"),
        ({"programme": "moon"}, "programme"),
        ({"programme": "", "content": "岗位", "departure": "照顾"}, "departure"),
        ({"departure": "照顾"}, "departure"),
        ({"programme": ""}, "content"),
    ],
)
def test_a_measure_that_does_not_fit_its_programme_is_refused(office, household, head, changed, field):
    able(office, head)
    asked = POST | {"household": household, "member": head} | changed
    assert list(refusal(office.at(FOUND), RecordMeasure(**asked))) == [field]


@pytest.mark.parametrize("missing", ["member", "amount", "months"])
def test_a_loan_says_who_how_much_and_how_long(office, household, head, missing):
    asked = LOAN | {"household": household, "member": head, "months": 12, "amount": Decimal(20000)}
    assert list(refusal(office.at(FOUND), RecordMeasure(**(asked | {missing: None})))) == [missing]


def test_the_facts_are_those_of_the_day(office, household, head):
    able(office, head)
    office.at(date(2018, 3, 1)).do(RecordMemberYear(member=head, year=2018, labour="丧失劳动力"))
    asked = POST | {"household": household, "member": head}
    now = date(2018, 3, 1)
    settled(office, office.at(now).do(RecordMeasure(late_reason="补录", **asked)), now)
    later = asked | {"since": now}
    assert list(refusal(office.at(now), RecordMeasure(**later))) == ["departure"]
