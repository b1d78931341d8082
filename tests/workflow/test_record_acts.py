"""Acts on one record: their words name parts of it, and their inverse is a command."""

from string import Formatter

import pytest

from county_desk.commands import KNOWN
from county_desk.models.base import mapped_class
from county_desk.models.team import Undertaking, UndertakingKind
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.workflow.gate.records import table_of
from county_desk.workflow.gate.states import Once, Unless, filled_in
from county_desk.workflow.record_acts import ChangingAct, MakingAct

ACTS = {name: kind for name, kind in KNOWN.items() if issubclass(kind, MakingAct | ChangingAct)}
TASK = Undertaking(id=3, kind=UndertakingKind.TASK, target="通水", done_on=None)


@pytest.mark.parametrize("name", ACTS)
def test_the_inverse_of_an_act_is_a_command_with_a_reason(name):
    inverse = ACTS[name].undone_by
    assert not inverse or "reason" in KNOWN[inverse].asks()


@pytest.mark.parametrize("name", [name for name, kind in ACTS.items() if hasattr(kind, "summary")])
def test_the_words_of_an_act_name_its_fields_and_columns_of_its_record(name):
    kind = ACTS[name]
    mapped = getattr(kind, "makes", None) or mapped_class(table_of(next(iter(kind.asks().values()))))
    for part in filter(None, (part for _text, part, _spec, _way in Formatter().parse(kind.summary))):
        first, _dot, rest = part.partition(".")
        assert rest in kind.asks() if first == "act" else hasattr(mapped, first), part


@pytest.mark.parametrize(("spoken", "kind"), [(ENGLISH, "Task of the timetable"), (CHINESE, "时间表任务")])
def test_words_name_parts_of_a_record_and_terms_by_their_labels(spoken, kind):
    with language(spoken):
        assert filled_in("{kind} {id}: {act.target}", TASK, TASK) == f"{kind} 3: 通水"


def test_an_act_is_refused_while_a_column_is_filled_in_or_blank():
    assert not Unless(Undertaking.done_on, "").bars(TASK)
    assert Once(Undertaking.done_on, "").bars(TASK)
    assert Unless(Undertaking.target, "").bars(TASK)
