"""Every act declares its laws, and the table of the laws in `docs/` is that of the commands."""

import ast
from dataclasses import MISSING
from pathlib import Path

import pytest

from county_desk import workflow
from county_desk.commands import KNOWN
from county_desk.fields import Day, Numbers, Record, Year
from county_desk.workflow.command import Command
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.records import table_of
from installer.make_laws import FILES, table

WITHOUT_A_TABLE = {"WithdrawOfficeName.name"}  # a name that the office had
OF_HOUSEHOLDS = {"visits", "measures", "needs", "members", "changes", "clues", "cases", "waiting_changes"}
OF_THE_GATE = {
    "place_trouble",
    "level_trouble",
    "levels_trouble",
    "apart_trouble",
    "late_trouble",
    "declared_trouble",
}


def fields(*kinds):
    """The fields of all acts with a kind of value, each with its name."""
    for name, command in KNOWN.items():
        for field, ask in command.asks().items():
            if isinstance(ask.kind, kinds):
                yield f"{name}.{field}", ask


def test_every_act_declares_its_law():
    declared = {name for name, command in KNOWN.items() if isinstance(getattr(command, "law", None), Law)}
    assert declared == set(KNOWN)


def test_every_day_and_year_that_a_person_types_has_a_law():
    assert [name for name, ask in fields(Day, Year) if ask.law is None] == []


def test_every_field_that_names_a_record_is_checked():
    assert {name for name, ask in fields(Record, Numbers) if not table_of(ask)} == WITHOUT_A_TABLE


def test_no_act_checks_by_hand_what_the_gate_checks():
    """No module of the acts takes the checks of the gate for itself: an act declares its law."""
    files = [file for file in Path(workflow.__file__).parent.rglob("*.py") if file.parent.name != "gate"]
    taken = {
        (file.stem, alias.name)
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {(stem, name) for stem, name in taken if name in OF_THE_GATE} == set()


def test_every_withdrawal_needs_the_persons_of_the_act_that_it_takes_back():
    """It names the acts that it takes back, or always needs a second person."""
    back = {name: act for name, act in KNOWN.items() if name.startswith(("Withdraw", "Un", "TakeBack"))}
    free = {name for name, act in back.items() if not (act.law.second or act.law.takes_back)}
    assert free == {
        "TakeBackProposal",  # that waits
        "TakeBackRows",  # each row has its own law
        "WithdrawAnswer",  # about a column of files
        "WithdrawCase",  # at the wish of the applicant
    }
    of_households = {
        name for name in back if any(ask.of in OF_HOUSEHOLDS for ask in back[name].asks().values())
    }
    apart = {name for name, act in back.items() if "household" in {each.key for each in act.law.apart}}
    assert of_households
    assert of_households <= apart


def _must(command, field):
    """Whether a field may never be blank, or may not for some choice of the others."""
    shaped = command.fields_wanted.__func__ is not Command.fields_wanted.__func__
    return command.__dataclass_fields__[field].default is MISSING or (
        shaped and bool(command.asks()[field].needed)
    )


def test_a_form_asks_for_every_needed_text_and_the_gate_for_every_reason():
    asked = [
        (f"{name}.{field}", field, ask.needed, _must(command, field))
        for name, command in KNOWN.items()
        if command.listed
        for field, ask in command.asks().items()
    ]
    assert [name for name, _field, needed, must in asked if needed and not must] == []
    assert [name for name, field, needed, must in asked if field == "reason" and must and not needed] == []


@pytest.mark.parametrize("speech", FILES)
def test_the_table_in_the_documents_is_that_of_the_commands(speech):
    assert FILES[speech].read_text("utf8") == table(speech), "run python -m installer.make_laws"
