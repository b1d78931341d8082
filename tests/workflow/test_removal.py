"""Removal of the wrongly identified: one file declares it, from the form to the announcement."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import select

from county_desk.fields import Invalid
from county_desk.models.exit import Exit
from county_desk.models.household import Standing
from county_desk.rules.balance import imbalances
from county_desk.rules.register_outcomes import OUTCOMES
from county_desk.tables.cases.case_detail import case_detail
from county_desk.tables.cases.evidence import evidence_of
from county_desk.tables.county import county_of
from county_desk.tables.period import Period
from county_desk.tables.presence import presences
from county_desk.tables.returns.exit_list import exit_list_page
from county_desk.tables.returns.movement import movement_page
from county_desk.tables.returns.roster import roster_page
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.effects import EFFECTS
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.papers import Follows, VoidNotice
from county_desk.workflow.consistency import check_register
from tests.build import (
    DAY,
    a_household,
    a_registered_household,
    an_exit,
    case_of,
    household_of,
    refusal,
    states,
    steps_of,
    walk,
)
from tests.second_person import settled

RECEIVED = date(2017, 3, 1)
REASON = "识别时家中已有商品房，不符合识别条件"
YEAR = Period.read("2017")


def removal(household, **changes):
    """The opening of a removal case."""
    asked = {"kind": "household_removal", "year": 2017, "received_on": RECEIVED, "reason": REASON}
    return OpenCase(household=household, **(asked | changes))


@pytest.fixture
def removed(office):
    """A household that was removed, its case, and the day of the announcement."""
    household = a_registered_household(office)
    case = office.at(RECEIVED).do(removal(household)).id
    return household, case, walk(office, (case,))


def movement(office):
    """R6 of the year for the first village."""
    return office.read(lambda s: movement_page(s, county_of(s, YEAR.last), YEAR)).lines[0].row


def counted(office):
    """How many households the roster and the list of exits of the year hold."""
    county = office.read(lambda session: county_of(session, YEAR.last))
    pages = (roster_page, exit_list_page)
    return [len(office.read(lambda session, one=one: one(session, county, YEAR)).lines) for one in pages]


def test_every_declared_outcome_has_an_effect_for_each_of_its_subjects():
    declared = {pair for name, each in OUTCOMES.items() for pair in product(each.subjects, (name,))}
    assert set(EFFECTS) == declared


def test_the_wrongly_identified_are_struck_off_with_the_reason(office, removed):
    household, case, _day = removed
    assert states(office, case) == [("done", "announcement")]
    found = household_of(office, household)
    assert (found.standing, found.exited_on, found.grace_until) == (Standing.REMOVED, None, None)
    assert steps_of(office, case)[0].opinion == REASON
    assert office.read(lambda session: session.scalars(select(Exit)).all()) == []
    assert office.read(verify).ok


def test_whoever_decides_reads_the_reason(office, removed):
    _household, case, _day = removed
    detail = office.read(lambda session: case_detail(session, case))
    lines = evidence_of(detail, office.policy.procedures.version(detail.row.procedure))
    assert [line.claimed for line in lines if line.item == "Reason"] == [REASON]


def test_a_removal_is_not_an_exit_in_the_returns_and_r6_balances(office, removed):
    _household, _case, day = removed
    (presence,) = office.read(presences)
    assert [presence.there(day - DAY), presence.there(day)] == [True, False]
    row = movement(office)
    assert (row.opening_households, row.wrongly_removed_households, row.closing_households) == (1, 1, 0)
    assert (row.exited_households, row.whole_natural_households) == (0, 0)
    assert imbalances(row) == ()
    assert counted(office) == [0, 0]


def test_the_checks_pass_over_a_removed_household(office, removed):
    _household, case, _day = removed
    report = office.read(lambda session: check_register(session, office.policy, 2017, date(2017, 12, 1)))
    assert report.households == 0
    assert [hit for hit in report.hits if hit.case_id == case] == []


def test_a_removal_needs_a_reason_and_other_cases_keep_none(office):
    household = a_registered_household(office)
    desk = office.at(RECEIVED)
    assert refusal(desk, removal(household, reason=" ")) == {
        "reason": "Write the reason; it is kept with the case and never posted"
    }
    assert refusal(desk, removal(household, kind="household_exit")) == {
        "reason": "“Reason” does not belong to this choice; leave it blank"
    }


def test_only_a_registered_household_is_removed_and_by_one_case_at_a_time(office):
    applicant = case_of(office, a_household(office, "王秀田", serial=2)).household_id
    desk = office.at(RECEIVED)
    assert refusal(desk, removal(applicant)) == {
        "kind": "The household of 王秀田 is Applicant; it cannot apply for this"
    }
    household = a_registered_household(office)
    leaving = an_exit(office, household, received_on=RECEIVED)
    assert refusal(desk, removal(household)) == {"": f"Case {leaving} of this household is under way"}


def test_a_removed_household_neither_leaves_nor_applies(office, removed):
    household, _case, day = removed
    for kind in ("household_exit", "household_registration"):
        again = removal(household, kind=kind, received_on=day, reason="")
        assert refusal(office.at(day), again) == {
            "kind": "The household of 张大有 is Removed; it cannot apply for this"
        }


def test_a_removal_taken_back_leaves_the_household_registered(office, removed):
    household, case, day = removed
    registered_on = household_of(office, household).registered_on
    notice = steps_of(office, case)[-1].notice_id
    void = VoidNotice(notice=notice, reason="名单有误", follows=Follows.BACK)
    settled(office, office.at(day + DAY).do(void), day + DAY)
    found = household_of(office, household)
    assert (found.standing, found.registered_on) == (Standing.REGISTERED, registered_on)
    assert states(office, case) == [("approved", "announcement")]
    row = movement(office)
    assert (row.wrongly_removed_households, row.closing_households, imbalances(row)) == (0, 1, ())
    assert counted(office) == [1, 0]
    office.at(day + DAY).do(Announce(cases=(case,), announced_on=day + DAY))
    assert household_of(office, household).standing is Standing.REMOVED
    assert office.read(verify).ok


def test_a_form_offers_the_procedures_of_its_subject():
    kind = OpenCase.asks()["kind"].kind
    assert dict(kind.options()) == {
        "household_registration": "Registration of households",
        "household_exit": "Exit of households",
        "household_removal": "Removal of the wrongly identified",
        "household_missed": "Addition of missed households",
        "household_relapse": "Return of households to poverty",
        "household_restoration": "Restoration after a wrong exit",
        "household_reexamination": "Re-examination of an announced result",
        "monitoring_release": "Release from monitoring",
        "monitoring_removal": "Removal of the wrongly monitored",
    }
    assert kind.parse("Removal of the wrongly identified") == "household_removal"
    with pytest.raises(Invalid, match=r"is not one of: .*Removal of the wrongly identified"):
        kind.parse("village_exit")


def test_a_case_of_an_unknown_procedure_or_of_another_subject_is_refused(office):
    household = a_registered_household(office)
    for kind in ("household_removl", "village_exit"):
        found = refusal(office.at(RECEIVED), removal(household, kind=kind))
        assert found["kind"].startswith(f"There is no procedure {kind}; there are: household_")
