"""Every act declares its laws, and the table of the laws in `docs/` is that of the commands."""

import pytest

from county_desk.commands import KNOWN
from county_desk.fields import Day, Numbers, Record, Year
from county_desk.workflow.gate.law import Law
from installer.make_laws import FILES, table

WITHOUT_A_LIST = "DecideHit.entry DecideHit.member ReopenHit.entry ReopenHit.member WithdrawOfficeName.name"


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


def test_every_field_that_names_a_record_names_its_list():
    assert {name for name, ask in fields(Record, Numbers) if not ask.of} <= {*WITHOUT_A_LIST.split()}


@pytest.mark.parametrize("speech", FILES)
def test_the_table_in_the_documents_is_that_of_the_commands(speech):
    assert FILES[speech].read_text("utf8") == table(speech), "run python -m installer.make_laws"
