"""Selects that leave out joins which change no row."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure
from county_desk.models.place import Place
from county_desk.tables.assistance import measures
from county_desk.tables.lean import only


def joined(rows):
    """The tables that a count of the rows joins."""
    return [line for line in str(only(rows, func.count())).splitlines() if "JOIN" in line]


def test_a_count_of_measures_joins_nothing():
    assert joined(measures.LISTING.source()) == []


def test_a_condition_keeps_the_joins_that_lead_to_it():
    rows = measures.LISTING.source()
    (line,) = joined(rows.where(rows.selected_columns["head"] == "张大有"))
    assert line.count("JOIN") == 1
    assert "household" in line
    (line,) = joined(rows.where(rows.selected_columns["village"] == "大河村"))
    assert line.count("JOIN") == 2
    assert "place" in line


def test_an_order_keeps_the_joins_that_lead_to_it():
    rows = measures.LISTING.source()
    columns = rows.selected_columns
    assert "JOIN" not in str(only(rows, columns["id"], [columns["since"].desc()]))
    assert str(only(rows, columns["id"], [columns["head"].desc()])).count("JOIN") == 1


def test_a_subquery_keeps_the_join_that_it_looks_at():
    rows = select(Member.id).join(Household, Household.id == Member.household_id)
    named = select(Place.name).where(Place.id == Household.village_id).scalar_subquery()
    assert joined(rows) == []
    assert len(joined(rows.where(named == "大河村"))) == 1


def test_a_join_that_can_drop_or_repeat_rows_is_kept():
    other = aliased(Member)
    measure = select(AssistanceMeasure.id)
    assert joined(measure.join(Member, Member.id == AssistanceMeasure.member_id))  # may be blank
    assert joined(measure.join(Member, Member.household_id == AssistanceMeasure.household_id))  # several
    both = measure.outerjoin(Member, Member.id == AssistanceMeasure.member_id)
    assert not joined(both)
    assert joined(both.join(other, other.id == Member.id))
    assert joined(both.join(Household, Household.id == Member.household_id))  # no member, no household
