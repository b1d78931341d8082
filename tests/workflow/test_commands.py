"""What every command owes: plain values, words, and an answer before it is done."""

import inspect
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import get_type_hints

import pytest

from county_desk.commands import COMMANDS
from county_desk.fields import Choice, Term
from county_desk.models.user import Permission, Role
from county_desk.tables.all_lists import LISTS
from county_desk.text import CHINESE, _, language
from county_desk.workflow.cases.filing import OpenCase
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.command import Ask, plain
from county_desk.workflow.founding import Person

EACH = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


@EACH
def test_a_command_is_a_frozen_record_that_can_be_asked_for_in_words(command):
    assert is_dataclass(command)
    assert command.__dataclass_params__.frozen
    assert all(field.kw_only for field in fields(command))
    assert isinstance(command.permission, Permission)
    assert inspect.getdoc(command)
    assert command.act.title
    assert command.act.done


@EACH
def test_a_command_asks_for_each_of_its_fields(command):
    asked = command.asks()
    named = [field.name for field in fields(command) if field.name in asked or field.name != "late_reason"]
    assert list(asked) == sorted(named, key=lambda name: (asked[name].last, name == "late_reason"))
    assert all(isinstance(ask, Ask) and ask.title for ask in command.asks().values())


@EACH
def test_a_command_is_offered_in_chinese(command):
    said = [command.act.title, *(text for ask in command.asks().values() for text in (ask.title, ask.help))]
    with language(CHINESE):
        assert [text for text in said if text and _(text) == text] == []


@EACH
def test_a_record_is_chosen_from_a_list_that_there_is(command):
    assert {ask.of for ask in command.asks().values()} <= {"", *LISTS}


@EACH
def test_a_choice_offers_the_terms_of_its_field(command):
    hints = get_type_hints(command)
    for name, ask in command.asks().items():
        if isinstance(ask.kind, Choice):
            assert issubclass(ask.kind.terms, Term)
            assert issubclass(ask.kind.terms, hints[name])


def test_a_request_is_kept_as_plain_data():
    asked = OpenCase(household=3, kind="household_exit", year=2017, received_on=date(2017, 5, 10)).asked()
    about = {"household": 3, "kind": "household_exit", "year": 2017, "received_on": "2017-05-10"}
    assert asked == {**about, "reason": ""}


def test_plain_values_hold_no_float():
    assert plain((Decimal("1E+3"), 0.5, None, True, datetime(2016, 10, 8, 9), {1: frozenset({2})})) == [
        "1000",
        "0.5",
        None,
        True,
        "2016-10-08T09:00:00",
        {"1": [2]},
    ]


def test_a_part_of_an_act_is_kept_by_the_names_of_its_fields():
    people = (Person("王芳", Role.COUNTY_CLERK),)
    assert plain(people) == [
        {"name": "王芳", "role": "county_clerk", "place": "", "password": "", "one_time": False}
    ]
    assert plain(Person) == str(Person), "a class is no record"


def test_a_form_asks_last_for_the_ground_against_and_for_lateness():
    for command in set(step_commands().values()):
        asked = list(command.asks())
        last = [name for name in ("against", "late_reason") if name in asked]
        assert asked[len(asked) - len(last) :] == last, command.__name__
