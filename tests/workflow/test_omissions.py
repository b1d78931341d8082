"""Objections that a household is missing on a list: an upheld one opens its case."""

from datetime import date

from county_desk.models.clue import Clue
from county_desk.models.disclosure import DisclosureOutcome, Objection, ObjectionFinding
from county_desk.rules.step_kinds import StepKind
from county_desk.workflow.cases.take_back import WithdrawCase
from tests.build import (
    CLERK,
    DAY,
    a_household,
    an_id_number,
    case_of,
    household_of,
    last_disclosure,
    post,
    refusal,
    states,
    walk,
)
from tests.workflow.objecting import HEARD, an_objection, cases, close, settling
from tests.workflow.watching import FOUND, a_case, look, set_line

__all__ = ["cases"]


OMITTED = {"omitted_head": "李四", "omitted_group": "五组", "words": "漏了李四家"}


def its_case(objection, **about):
    """The facts that the case of an omitted household needs."""
    return settling(objection, **({"id_number": an_id_number(9), "persons": 3} | about))


def test_an_upheld_omission_opens_the_case_of_that_household(office, cases):
    recorded = office.at(HEARD).do(an_objection(**OMITTED))
    assert recorded.summary == "Objection in 大河村 about the omitted household of 李四 recorded"
    office.at(HEARD).do(its_case(recorded.id))
    case = office.read(lambda session: session.get_one(Objection, recorded.id)).case_id
    opened = case_of(office, case)
    household = household_of(office, opened.household_id)
    assert (household.head, household.persons, household.group_name) == ("李四", 3, "五组")
    assert (opened.kind, opened.year, opened.received_on) == ("household_registration", 2016, HEARD)
    assert states(office, case) == [("open", "village_review")]
    close(office)
    assert states(office, *cases) == [("open", "township_review")] * 2
    assert last_disclosure(office).outcome is DisclosureOutcome.SETTLED


def test_an_omission_that_is_not_upheld_opens_nothing(office, cases):
    objection = office.at(HEARD).do(an_objection(**OMITTED)).id
    office.at(HEARD).do(settling(objection, ObjectionFinding.REJECTED))
    assert office.read(lambda session: session.get_one(Objection, objection)).case_id is None


def test_an_omitted_household_needs_what_its_application_needs(office, cases):
    objection = office.at(HEARD).do(an_objection(**OMITTED)).id
    assert refusal(office.at(HEARD), settling(objection)) == {
        "id_number": "Its own case is opened; write the identity number of the omitted head"
    }
    assert refusal(office.at(HEARD), its_case(objection, persons=None)) == {
        "persons": "A household has at least one member"
    }
    assert refusal(office.at(HEARD), its_case(objection, id_number=an_id_number(1))) == {
        "id_number": "This person is already in the household of 张大有"
    }


def test_an_omitted_household_whose_case_is_under_way_keeps_that_case(office, cases):
    filed = a_household(office, "李四", serial=9, received_on=HEARD)
    objection = office.at(HEARD).do(an_objection(**OMITTED)).id
    change = office.at(HEARD).do(its_case(objection))
    assert change.summary.endswith(f"Case {filed} of this household is under way")
    assert office.read(lambda session: session.get_one(Objection, objection)).case_id == filed


def test_an_omitted_household_that_withdrew_before_applies_again(office, cases):
    filed = a_household(office, "李四", serial=9, received_on=HEARD)
    office.at(HEARD).do(WithdrawCase(cases=(filed,), reason="本人撤回"))
    objection = office.at(HEARD).do(an_objection(**OMITTED)).id
    office.at(HEARD).do(its_case(objection))
    opened = office.read(lambda session: session.get_one(Objection, objection)).case_id
    assert case_of(office, opened).household_id == case_of(office, filed).household_id


def test_an_omission_is_asked_for_as_one_household_not_on_the_list(office, cases):
    both = an_objection(case=cases[0], **OMITTED)
    assert refusal(office.at(HEARD), both) == {
        "omitted_head": "An omitted household is not on the list; leave the case blank"
    }
    assert refusal(office.at(HEARD), an_objection(omitted_group="五组")) == {
        "omitted_head": "Write the name of the head of the omitted household"
    }


def test_an_omission_upheld_after_2020_becomes_a_clue(office, cases):
    objection = office.at(HEARD).do(an_objection(**OMITTED)).id
    day = date(2021, 3, 1)
    late = its_case(objection, on=day, risks="")
    assert refusal(office.at(day), late) == {"risks": "Name at least one risk; income alone is none"}
    late = its_case(objection, on=day, risks="因学")
    (said,) = office.at(day).effects([late])
    assert said.startswith("Upheld: a clue about 李四 is recorded; the list of 大河村 goes on.")
    change = office.at(day).do(late)
    assert change.summary.endswith("Clue 1 about 李四 recorded")
    clue = office.read(lambda session: session.get_one(Clue, 1))
    assert (clue.head, clue.group_name, clue.risks, clue.found_on) == ("李四", "五组", "因学", day)
    assert clue.words == f"Objection {objection}: left out of the list of 大河村"
    assert office.read(lambda session: session.get_one(Objection, objection)).case_id is None


def test_a_list_of_households_to_be_monitored_can_omit_one(office):
    set_line(office)
    case = a_case(office)
    look(office, case, FOUND + 3 * DAY)
    day = walk(office, (case,), to="monitoring_disclosure", by={StepKind.ASSEMBLY: CLERK}) + DAY
    posted = post(office, (case,), day).id
    objection = office.at(day).do(an_objection(day, disclosure=posted, **OMITTED)).id
    office.at(day).do(its_case(objection, on=day, risks="因病", id_number="", persons=None))
    clue = office.read(lambda session: session.get_one(Clue, 2))
    assert (clue.head, clue.household_id, clue.risks) == ("李四", None, "因病")
