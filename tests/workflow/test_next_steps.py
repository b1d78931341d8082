"""Each kind of step has one declaration and one command."""

from collections import Counter

import pytest

from county_desk.commands import COMMANDS
from county_desk.rules.procedures import Procedures, StepKind
from county_desk.tables.cases.queue_row import QUEUE
from county_desk.text import language
from county_desk.workflow.cases.next_steps import step_commands
from county_desk.workflow.cases.steps import StepCommand

WAITED_FOR = [kind for kind in StepKind if kind.type.task]


@pytest.mark.parametrize("kind", StepKind)
def test_a_kind_of_step_that_cases_wait_for_has_one_command(kind):
    takes = f"`takes = (StepKind.{kind.name},)`"
    if kind.type.task:
        assert kind in step_commands(), f"no command takes it: give one in workflow/cases {takes}"
    else:
        assert kind not in step_commands(), f"“{kind.value}” has a command, but no task for the work queue"


def test_no_two_commands_take_the_same_kind_of_step():
    taken = Counter(kind for command in COMMANDS.values() for kind in command.takes)
    assert [kind.value for kind, commands in taken.items() if commands > 1] == []


def test_every_command_that_records_a_step_is_offered():
    recording = {command for command in COMMANDS.values() if issubclass(command, StepCommand)}
    assert recording
    assert recording <= set(step_commands().values())


@pytest.mark.parametrize("kind", WAITED_FOR)
def test_the_queue_names_every_task_in_both_languages(kind):
    named = QUEUE["task"].kind.show(kind.value)
    with language("zh"):
        assert QUEUE["task"].kind.show(kind.value) not in (named, kind.value)


def test_only_a_decision_can_end_in_a_no():
    assert [kind for kind in StepKind if kind.type.may_refuse] == [StepKind.DECISION]


def test_every_step_of_the_procedures_but_an_application_has_a_task():
    waited_for = {step.kind for version in Procedures.load().versions() for step in version.steps[1:]}
    assert waited_for <= set(WAITED_FOR)
