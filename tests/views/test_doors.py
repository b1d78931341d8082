"""Every act that the program offers can be begun from some page of the window."""

import ast
from pathlib import Path

import pytest

from county_desk import views
from county_desk.commands import COMMANDS
from county_desk.views.navigation import PAGES
from county_desk.views.places.record_acts import field_of
from county_desk.workflow.cases.next_steps import step_commands

# acts that no page begins, each with the reason; a shell has them all
WITHOUT_DOOR = {
    "ReopenDuplicate": "the window takes a ruling back by undoing it",
    "WithdrawObjection": "the window takes an objection back by undoing it",
}


def begun_in(tree):
    """The names that a module of the window works with, those left out that only give the right of an act."""
    nodes = list(ast.walk(tree))
    rights = {id(node.value) for node in nodes if getattr(node, "attr", "") == "permission"}
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if id(node) not in rights:
                yield name
            case ast.Constant(value=str(name)):
                yield name


@pytest.fixture(scope="module")
def begun():
    """The names of the acts that the window begins: in a module, as a step of a case, or on their record."""
    files = Path(views.__file__).parent.rglob("*.py")
    named = {name for file in files for name in begun_in(ast.parse(file.read_text("utf8")))}
    named |= {command.__name__ for command in step_commands().values()}
    places = [entry.load() for entry in PAGES if entry.of]
    return named | {
        name
        for name, command in COMMANDS.items()
        if any(field_of(command, place.subject)[0] for place in places)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_an_act_has_a_door_in_the_window(name, begun):
    if name in WITHOUT_DOOR:
        assert name not in begun, "a page begins it now: strike it from WITHOUT_DOOR"
    else:
        assert name in begun, "offer it in `made` or `acts` of a page"


def test_only_acts_of_the_program_are_excused():
    assert WITHOUT_DOOR.keys() <= COMMANDS.keys()


def test_the_right_of_an_act_alone_is_no_door():
    assert set(begun_in(ast.parse("may(Close.permission)"))) == {"may"}
    assert set(begun_in(ast.parse("made = Close"))) == {"Close"}
    assert set(begun_in(ast.parse("from acts import Close"))) == set()
