"""The days of application in a file: before any procedure, and other than those of cases on record."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import Level, Verdict
from county_desk.models.case import Case
from county_desk.models.household import Household
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.take_back import WithdrawCase
from county_desk.workflow.command import Refused
from tests.intake.register.taking import DAY, NEXT_DAY, looked_at, take_in, whole_files_only
from tests.workflow.deliveries import a_family, a_person

EARLY, FILED = date(2013, 12, 2), date(2016, 10, 9)
DAUGHTER = a_person("张小", 2, "之女", "20060901")


def heads(office):
    """Who is on record."""
    return office.read(lambda session: session.scalars(select(Household.head).order_by(Household.id)).all())


def days(office):
    """When each case was received."""
    return office.read(lambda session: session.scalars(select(Case.received_on).order_by(Case.id)).all())


def test_a_household_of_a_day_before_any_procedure_waits_alone(office, deliver):
    early = a_family("", a_person(), DAUGHTER, filed_on=EARLY)
    file = deliver(early, a_family("", a_person("王秀田", 4), filed_on=FILED))
    first, second, third = looked_at(office, file).lines
    assert (first.kinds, second.kinds, third.verdict) == (
        ("date_range",),
        ("household_waits",),
        Verdict.ACCEPT,
    )
    (asked,) = first.problems
    assert (asked.level, asked.cell) == (Level.ASK, "M3")
    assert "2014-04-01" in asked.message
    assert "2013-12-02" in asked.message
    whole_files_only(office)
    with pytest.raises(Refused, match="2 rows cannot go in"):
        take_in(office, file)
    whole_files_only(office, NEXT_DAY, value="false")
    take_in(office, file, day=NEXT_DAY)
    assert (heads(office), days(office)) == (["王秀田"], [FILED])
    assert office.read(verify).ok


def test_the_first_day_of_the_procedure_is_one_of_it(office, deliver):
    (line,) = looked_at(office, deliver(a_family("", a_person(), filed_on=date(2014, 4, 1)))).lines
    assert (line.verdict, line.problems) == (Verdict.ACCEPT, ())


def test_nobody_here_can_agree_to_a_day_before_any_procedure(office, deliver):
    file = deliver(a_family("", a_person(), filed_on=EARLY))
    with pytest.raises(Refused):
        take_in(office, file, kinds=("date_range",))


def test_an_exit_does_not_begin_before_there_were_exits(office, deliver):
    leaving = {"claimed": "预脱贫", "identified": "2014", "filed_on": date(2016, 3, 31)}
    (line,) = looked_at(office, deliver(a_family("", a_person(), **leaving))).lines
    assert "2016-04-01" in line.problems[0].message
    with office.sessions.begin() as session:
        applying = {"claimed": "申请", "identified": "2014", "filed_on": FILED}
        take_in(office, deliver(a_family("9901010001", a_person(), **applying)))
        session.scalars(select(Household)).one().standing = "registered"
    (line,) = looked_at(office, deliver(a_family("9901010001", a_person(), **leaving))).lines
    assert (line.verdict, line.kinds) == (Verdict.ASK, ("changed", "date_range"))
    with office.sessions.begin() as session:
        session.scalars(select(Household)).one().claimed = "预脱贫"
    (line,) = looked_at(office, deliver(a_family("9901010001", a_person(), **leaving))).lines
    assert (line.verdict, line.kinds) == (Verdict.UNCHANGED, ("county_kept",)), "it opens no exit"


def test_a_case_under_way_keeps_its_day_and_the_row_says_so(office, deliver):
    take_in(office, deliver(a_family("", a_person(), filed_on=FILED)))
    same = looked_at(office, deliver(a_family("", a_person(), filed_on=FILED)))
    assert same.lines[0].problems == ()
    (line,) = looked_at(office, deliver(a_family("", a_person(), filed_on=EARLY))).lines
    assert (line.verdict, line.kinds) == (Verdict.UNCHANGED, ("county_kept",))
    assert line.problems[0].message == (
        "申请日期: the case under way keeps 2016-10-09; the file has 2013-12-02."
    )
    assert (line.problems[0].level, line.problems[0].cell) == (Level.NOTE, "M3")
    newer = deliver(a_family("", a_person(), filed_on=EARLY, telephone="13900000001"))
    (line,) = looked_at(office, newer).lines
    assert (line.verdict, line.kinds) == (Verdict.ACCEPT, ("changed", "county_kept"))
    assert line.values["申请日期"] == "2016-10-09"
    take_in(office, newer)
    assert days(office) == [FILED]


def test_an_application_after_the_last_one_ended_is_not_passed_over_in_silence(office, deliver):
    take_in(office, deliver(a_family("", a_person(), filed_on=FILED)))
    office.at(DAY).do(WithdrawCase(cases=(1,), reason="家庭迁出"))
    (line,) = looked_at(office, deliver(a_family("", a_person(), filed_on=DAY))).lines
    assert "has ended" in line.problems[0].message
    assert "open a case" in line.problems[0].message


def test_a_day_of_any_earlier_case_is_nothing_new(office, deliver):
    take_in(office, deliver(a_family("", a_person(), filed_on=FILED)))
    office.at(DAY).do(WithdrawCase(cases=(1,), reason="家庭迁出"))
    kind = "household_registration"
    office.at(DAY).do(OpenCase(household=1, kind=kind, year=2016, received_on=DAY))
    for day in (FILED, DAY):
        (line,) = looked_at(office, deliver(a_family("", a_person(), filed_on=day))).lines
        assert (line.verdict, line.problems) == (Verdict.UNCHANGED, ())
