"""Each look at full personal numbers is an act with a purpose, and no change of the county's records."""

import pytest

from county_desk.models.audit import ACCESS
from county_desk.models.user import Permission, Role
from county_desk.reveal_ways import RevealWay
from county_desk.tables.all_lists import LISTS
from county_desk.tables.area import area_of, is_within, within
from county_desk.tables.history.act_sentences import act_sentence
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.revealing import RevealNumbers, recordable
from tests.build import ADMINISTRATOR, CLERK, INSPECTOR, REVIEWER, TOWNSHIP, a_household, an_id_number
from tests.conftest import TODAY

EVERY = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


def a_look(**changes):
    return RevealNumbers(
        **{"list": "households", "way": RevealWay.SCREEN, "rows": 611, "purpose": "核对低保", **changes}
    )


def newest_event(desk):
    return desk.read(page, LISTS["history"], Query(), 0, 1)[0]


def test_a_look_is_an_event_that_says_who_what_and_what_for(office):
    desk = office.at(TODAY)
    before = newest_event(desk)
    change = desk.do(a_look(narrowed="Township is 石桥镇"))
    newest = newest_event(desk)
    assert (newest.id, newest.command, newest.actor) == (before.id + 1, "RevealNumbers", CLERK)
    assert act_sentence(newest.summary.act) == (
        "Showed full numbers: List: Household roster; Rows: 611; Way: on the screen; "
        "Filter: “Township is 石桥镇”; Purpose: “核对低保”"
    )
    assert change.summary == (
        "Full numbers on the screen: Household roster (611 rows; Township is 石桥镇); purpose: 核对低保"
    )
    assert change.touched == frozenset()
    assert desk.read(verify).ok


def test_it_counts_neither_as_work_nor_as_a_change_of_the_county():
    assert RevealNumbers.__name__ in ACCESS


@pytest.mark.parametrize("purpose", ["", "  "])
def test_without_a_purpose_nothing_is_shown(office, purpose):
    with pytest.raises(Refused) as refused:
        office.at(TODAY).do(a_look(purpose=purpose))
    assert set(refused.value.problems) == {"purpose"}


def test_who_has_no_right_is_refused_and_that_is_recorded(office):
    desk = office.at(TODAY, ADMINISTRATOR)
    with pytest.raises(Refused, match="may not see full personal numbers"):
        desk.do(a_look())
    assert newest_event(desk).command == "DenyAct"


@pytest.mark.parametrize("name", [CLERK, TOWNSHIP, REVIEWER, INSPECTOR])
def test_who_works_with_people_or_inspects_may_see_full_numbers(office, name):
    office.at(TODAY, name).do(a_look())
    assert newest_event(office.at(TODAY, name)).actor == name


def test_who_objected_needs_the_right_to_hear_objections(office):
    with pytest.raises(Refused, match="may not record and settle objections"):
        office.at(TODAY, INSPECTOR).do(a_look(list="objections"))
    office.at(TODAY).do(a_look(list="objections"))


def test_an_inspector_still_only_reads(office):
    assert not office.at(TODAY, INSPECTOR).actor.may_write
    assert office.at(TODAY, REVIEWER).actor.may_write
    assert not Role.ADMINISTRATOR.may(Permission.FULL_NUMBERS)


def test_a_list_that_is_none_is_refused(office):
    assert set(office.at(TODAY).problems(a_look(list="nothing"))) == {"list"}


def test_a_number_that_was_searched_is_not_kept_in_the_history():
    assert recordable("Village is 柳湾村") == "Village is 柳湾村"
    assert an_id_number(1) not in recordable(f"Search: {an_id_number(1)}")


COUNTY_WIDE = {
    *("returns", "funds", "department_lists", "history", "users", "policy_files"),
    *("inspections", "evaluations", "complaints", "officials", "evaluation_results"),
}


@EVERY
def test_a_list_says_to_which_place_its_rows_belong(listing):
    assert bool(listing.area_key) == (listing.table.key not in COUNTY_WIDE)
    assert listing.area_key or not any(column.kind.personal for column in listing.table.columns)


def test_a_list_is_narrowed_to_the_own_area(office):
    listing = LISTS["households"]
    a_household(office, "张一", serial=1)
    a_household(office, "李四", serial=2, village="柳湾村")
    desk = office.at(TODAY)
    village = office.place("大河村")
    area = desk.read(area_of, village)
    rows = desk.read(page, listing, within(listing, Query(), area))
    assert [row.head for row in rows] == ["张一"]
    assert [is_within(listing, row, area) for row in desk.read(page, listing)] == [
        row.head == "张一" for row in desk.read(page, listing)
    ]
    other = Query(where={"village_id": office.place("柳湾村")})
    assert desk.read(page, listing, within(listing, other, area)) == []
    assert desk.read(page, listing, within(listing, other, None))[0].head == "李四"


def test_a_township_has_its_villages(office):
    desk = office.at(TODAY)
    township = desk.read(page, LISTS["places"], Query(where={"name": "城关镇"}))[0]
    below = {row.id for row in desk.read(page, LISTS["places"], Query(where={"parent_id": township.id}))}
    assert desk.read(area_of, township.id) == below | {township.id}
    assert desk.read(area_of, None) is None
