"""What mapped columns declare is what the fields of commands and of rows are."""

from datetime import date
from types import NoneType
from typing import Annotated, ClassVar, get_args, get_type_hints

import pytest

from county_desk.commands import KNOWN
from county_desk.facts import facts_of
from county_desk.facts.fact import FactSubject
from county_desk.models.household import Household, HouseholdYear
from county_desk.models.project import Payment
from county_desk.models.team import Training
from county_desk.models.user import Permission
from county_desk.tables.all_lists import LISTS
from county_desk.tables.declared import columns_of, shown_fields
from county_desk.tables.history.act_words import ACTS
from county_desk.tables.returns.exit_list import ExitListRow
from county_desk.text import ENGLISH, language
from county_desk.workflow.command import Command
from county_desk.workflow.declared import asked, declared_trouble, record_of
from county_desk.workflow.gate.days import days_trouble
from county_desk.workflow.gate.law import ONE_PERSON

DECLARED = [
    pytest.param(get_type_hints(command)[name], ask.column, id=f"{command.__name__}.{name}")
    for command in KNOWN.values()
    for name, ask in command.asks().items()
    if ask.column is not None
]
ROWS = {listing.table.row for listing in LISTS.values()}
SHOWN = [
    pytest.param(get_type_hints(row)[name], shown.mapped, id=f"{row.__name__}.{name}")
    for row in sorted(ROWS, key=lambda row: row.__name__)
    for name, shown in shown_fields(row).items()
    if shown.mapped is not None
]


def plain(hint):
    """A type without None."""
    return (set(get_args(hint)) or {hint}) - {NoneType}


def held(column):
    """The type of a column's values, without None; a class does not name the columns of most facts."""
    mapped = next(each.class_ for each in Payment.registry.mappers if each.local_table is column.table)
    named = get_type_hints(mapped).get(column.key)
    if named is None:
        facts = facts_of(FactSubject(column.table.name))
        return {next(fact.type for fact in facts if fact.key == column.key)}
    return plain(get_args(named)[0])


@pytest.mark.parametrize(("hint", "column"), DECLARED)
def test_a_field_of_a_command_has_the_type_of_its_column(hint, column):
    assert plain(hint) == held(column)


@pytest.mark.parametrize(("hint", "column"), SHOWN)
def test_a_field_of_a_row_has_the_type_of_its_column(hint, column):
    assert plain(hint) == held(column)


def test_a_row_knows_the_columns_of_each_record_that_it_shows():
    of_year = columns_of(ExitListRow, HouseholdYear)
    assert list(columns_of(ExitListRow, Household)) == ["group_name", "number", "head", "kind"]
    assert of_year["safe_water"] is HouseholdYear.safe_water
    assert "in_school" not in of_year


class Teach(Command):
    """A made-up command with two fields of a training."""

    permission: ClassVar = Permission.RECORD
    law: ClassVar = ONE_PERSON

    subject: Annotated[str, asked(Training.title)]
    held_on: Annotated[date, asked(Training.held_on)]

    def __init__(self, subject, held_on):
        object.__setattr__(self, "subject", subject)
        object.__setattr__(self, "held_on", held_on)


def test_a_blank_text_and_a_day_ahead_are_refused_at_their_fields(office):
    with office.sessions() as session:
        work = office.at(date(2016, 10, 8))._work(session)
        with language(ENGLISH):
            assert declared_trouble(Teach(" ", date(2016, 10, 8))) == {
                "subject": "Name the subject of the training"
            }
            assert list(days_trouble(work, Teach("茶", date(2016, 10, 9)))) == ["held_on"]
        assert declared_trouble(Teach("茶", date(2016, 10, 8))) == {}
        made = record_of(work, Teach(" 茶 ", date(2016, 10, 8)), Training, persons=3)
        assert (made.title, made.held_on, made.persons, made.recorded_by) == (
            "茶",
            date(2016, 10, 8),
            3,
            work.actor.id,
        )


def test_a_made_up_command_without_words_is_no_act():
    assert "Teach" not in ACTS
