"""Deciding: by somebody who has not acted on the case, once every criterion is met."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.user import Role, User
from county_desk.rules.findings import Finding
from county_desk.rules.procedures import StepKind
from county_desk.text import CHINESE, language
from county_desk.workflow.accounts.people import CloseAccount
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.disclosure import CloseDisclosure, OpenDisclosure
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.cases.take_back import ReturnCase
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import (
    CLERK,
    DAY,
    REVIEWER,
    SECOND,
    TOWNSHIP,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    an_id_number,
    case_of,
    last_disclosure,
    refusal,
    states,
    steps_of,
    two_households,
    walk,
)
from tests.second_person import enter, in_force


def deciding(cases, on, decision=Decision.APPROVE, **about):
    """Approve, unless told otherwise."""
    return Decide(
        cases=cases, decided_on=on, decision=decision, **({"opinion": "同意", "checked": 1} | about)
    )


def ready(office, **more):
    """A case that waits for the county, and the day after its second disclosure."""
    case = a_household(office, **more)
    return case, walk(office, (case,), to="county_decision") + DAY


def test_an_approved_case_waits_for_its_announcement(office):
    case, day = ready(office)
    change = office.at(day, REVIEWER).do(deciding((case,), day, document="青贫领〔2016〕3号"))
    assert states(office, case) == [("approved", "announcement")]
    last = steps_of(office, case)[-1]
    assert (last.outcome.value, last.opinion, last.facts) == (
        "approved",
        "同意",
        {"document": "青贫领〔2016〕3号", "checked": 1, "reviewed": 1},
    )
    assert change.summary == "Approve: 张大有"
    assert change.undo is None


def test_the_decision_keeps_the_whole_argument(office):
    case, day = ready(office)
    office.at(day, REVIEWER).do(deciding((case,), day))
    kept = steps_of(office, case)[-1].finding
    assert (kept["rule"], kept["subject"], kept["on"]) == (
        "household_registration",
        "张大有",
        day.isoformat(),
    )
    finding = Finding.from_plain(kept)
    assert finding.met
    income = next(finding.reasons())
    assert (income.found, income.needed.number) == (Decimal("2000.00"), Decimal(2952))


def test_the_argument_stays_when_the_figures_change(office):
    case, day = ready(office)
    office.at(day, REVIEWER).do(deciding((case,), day))
    household = case_of(office, case).household_id
    office.at(day).do(RecordYear(household=household, year=2016, net_income=Decimal(9999)))
    assert next(Finding.from_plain(steps_of(office, case)[-1].finding).reasons()).found == Decimal("2000.00")


def test_a_case_on_disclosure_cannot_be_decided(office):
    case = a_household(office)
    day = walk(office, (case,), to="second_disclosure")
    office.at(day).do(OpenDisclosure(cases=(case,), opened_on=day))
    assert refusal(office.at(day, REVIEWER), deciding((case,), day)) == {
        "": f"Case {case} (张大有) waits for “Second disclosure”"
    }
    ends = last_disclosure(office).last_day + DAY
    office.at(ends).do(CloseDisclosure(disclosure=last_disclosure(office).id, closed_on=ends))
    office.at(ends, REVIEWER).do(deciding((case,), ends))


def test_an_income_at_the_line_is_not_below_it(office):
    case, day = ready(office, net_income=Decimal(2952))
    problems = refusal(office.at(day, REVIEWER), deciding((case,), day))
    assert problems["decision"].startswith(
        f"Case {case} (张大有): Net income a head: standard below 2,952 yuan, actual 2,952 yuan: not met"
    )
    assert ". Would be met if “Net income a head” fell below 2,952 yuan" in problems["decision"]
    with language(CHINESE):
        said = office.at(day, REVIEWER).problems(deciding((case,), day))["decision"]
    assert "）。满足的条件：“人均纯收入”" in said


def test_an_income_a_fraction_of_a_fen_above_the_line_is_shown_above_it(office):
    case = a_household(office, persons=3, net_income=Decimal("8856.01"))
    household = case_of(office, case).household_id
    desk = office.at(date(2016, 10, 8))
    for serial, name in ((2, "王秀田"), (3, "张小有")):
        number = an_id_number(serial + 10)
        desk.do(AddMember(household=household, name=name, relation="其他", id_number=number))
    day = walk(office, (case,), to="county_decision") + DAY
    problems = refusal(office.at(day, REVIEWER), deciding((case,), day))
    assert (
        "Net income a head: standard below 2,952 yuan, actual 2,952.003333 yuan: not met"
        in problems["decision"]
    )


def test_a_fact_that_nobody_looked_at_is_not_a_failed_one_and_holds_the_case(office):
    case, day = ready(office, net_income=None)
    (said,) = refusal(office.at(day, REVIEWER), deciding((case,), day)).values()
    assert said.startswith(f"Case {case} (张大有): Cannot tell: “Net income a head” is missing")
    assert said.endswith("Open until known: Net income a head")
    household = case_of(office, case).household_id
    office.at(day).do(RecordYear(household=household, year=2016, net_income=Decimal(1800)))
    (said,) = refusal(office.at(day, REVIEWER), deciding((case,), day)).values()
    assert said.endswith("Net income a head — → 1,800 yuan; post it again")


def test_every_reason_is_named(office):
    case, day = ready(office, persons=2, net_income=Decimal(8000))
    problems = refusal(office.at(day, REVIEWER), deciding((case,), day))
    assert "actual 4,000 yuan" in problems["decision"]
    assert "All members listed" in problems["decision"]


def test_the_whole_household_is_listed_before_it_is_registered(office):
    case = a_household(office, persons=2)
    household = case_of(office, case).household_id
    day = date(2016, 10, 8)
    member = AddMember(household=household, name="王秀田", relation="配偶", id_number=an_id_number(4))
    office.at(day).do(member)
    day = walk(office, (case,), to="county_decision") + DAY
    office.at(day, REVIEWER).do(deciding((case,), day))
    assert states(office, case) == [("approved", "announcement")]


def test_a_case_that_does_not_qualify_can_be_refused(office):
    case, day = ready(office, net_income=Decimal(90000))
    change = office.at(day, REVIEWER).do(deciding((case,), day, Decision.REFUSE, opinion="收入超过标准"))
    assert states(office, case) == [("refused", "county_decision")]
    assert change.summary == "Refuse: 张大有"
    assert refusal(office.at(day), Announce(cases=(case,), announced_on=day)) == {
        "": f"Case {case} (张大有) has ended: Refused"
    }


def test_one_that_fails_holds_all_that_were_to_be_decided_with_it(office):
    good = a_household(office)
    bad = a_household(office, "王秀田", serial=2, net_income=Decimal(90000))
    day = walk(office, (good, bad), to="county_decision") + DAY
    assert "王秀田" in refusal(office.at(day, REVIEWER), deciding((good, bad), day))["decision"]
    assert states(office, good, bad) == [("open", "county_decision")] * 2


def test_a_decision_has_an_opinion(office):
    case, day = ready(office)
    assert refusal(office.at(day, REVIEWER), deciding((case,), day, opinion="")) == {
        "opinion": "Write the opinion"
    }


def test_a_decision_is_not_dated_before_the_disclosure_ended(office):
    case, day = ready(office)
    early = deciding((case,), day - 2 * DAY)
    assert refusal(office.at(day, REVIEWER), early) == {
        "decided_on": f"Case {case}: the step before was on {day - DAY}"
    }


def a_meeting(case, day):
    """A meeting that passes the case."""
    return RecordAssembly(cases=(case,), done_on=day, due=36, present=31, in_favour=29)


@pytest.fixture
def promoted(office):
    """The county clerk becomes a reviewer after having worked as a clerk."""

    def promote(name=CLERK):
        with office.sessions.begin() as session:
            session.query(User).filter_by(name=name).one().role = Role.REVIEWER

    return promote


def test_who_entered_a_case_cannot_decide_it(office, promoted):
    case, day = ready(office)
    promoted()
    assert refusal(office.at(day, CLERK), deciding((case,), day)) == {
        "": f"王芳 entered or reviewed case {case} (张大有) and cannot decide it; 李强, 何静 can"
    }
    office.at(day, REVIEWER).do(deciding((case,), day))


def test_who_only_opened_a_case_without_an_application_cannot_decide_it(office, promoted):
    household = a_registered_household(office)
    case = an_exit(office, household, received_on=date(2017, 5, 10))
    kinds = dict.fromkeys((StepKind.ASSEMBLY, StepKind.VISIT, StepKind.CONSENT), VILLAGE)
    day = walk(office, (case,), to="county_decision", by=kinds | {StepKind.DISCLOSURE: TOWNSHIP}) + DAY
    promoted()
    assert "王芳 entered or reviewed" in refusal(office.at(day, CLERK), deciding((case,), day))[""]


def test_who_only_took_a_step_back_cannot_decide_either(office, promoted):
    case = a_household(office, by="郑宝")
    day = date(2016, 10, 9)
    step = office.at(day, CLERK).do(a_meeting(case, day))
    office.at(day, CLERK).do(step.undo)
    kinds = {StepKind.ASSEMBLY: "郑宝", StepKind.VISIT: "郑宝", StepKind.DISCLOSURE: "赵敏"}
    day = walk(office, (case,), to="county_decision", by=kinds) + DAY
    promoted()
    assert "王芳 entered or reviewed" in refusal(office.at(day, CLERK), deciding((case,), day))[""]


def test_who_returned_a_case_can_decide_it_when_it_is_back(office):
    case, day = ready(office)
    office.at(day, REVIEWER).do(ReturnCase(cases=(case,), returned_on=day, reason="缺少签字"))
    day = walk(office, (case,), to="county_decision") + DAY
    office.at(day, REVIEWER).do(deciding((case,), day))


def test_where_nobody_else_can_decide_the_desk_says_so(office, promoted):
    case, day = ready(office)
    promoted()
    for name in (REVIEWER, SECOND):
        user = office.at(day, name).actor.id
        in_force(office, CloseAccount(user=user), day, second=CLERK)
    assert refusal(office.at(day, CLERK), deciding((case,), day)) == {
        "": f"王芳 entered or reviewed case {case} (张大有). No other account can decide it; an "
        "administrator opens one for another reviewer"
    }


def test_a_figure_of_the_county_goes_before_the_shipped_one(office):
    case, day = ready(office, net_income=Decimal(3000))
    assert "below 2,952 yuan" in refusal(office.at(day, REVIEWER), deciding((case,), day))["decision"]
    line = {"name": "income_line_identify", "since": date(2016, 1, 1), "value": "3015"}
    enter(office, day, **line, reference="青政发〔2016〕9号")
    office.at(day, REVIEWER).do(deciding((case,), day))
    income = next(Finding.from_plain(steps_of(office, case)[-1].finding).reasons())
    assert income.reference == "青政发〔2016〕9号"


def test_several_cases_are_decided_at_once(office):
    cases = two_households(office)
    day = walk(office, cases, to="county_decision") + DAY
    change = office.at(day, REVIEWER).do(deciding(cases, day))
    assert change.summary == "Approve: 张大有 and others, 2 in all"
    assert states(office, *cases) == [("approved", "announcement")] * 2
