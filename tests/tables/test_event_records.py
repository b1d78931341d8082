"""The index of the history: which records each event made or changed, with the columns before and after."""

import json
from datetime import date

from sqlalchemy import delete, select, text, update

from county_desk.models.audit import Event
from county_desk.models.event_record import EventRecord
from county_desk.tables.history.event_records import (
    TouchedRecords,
    WrittenAtOnce,
    history_records,
    stored,
    touched,
)
from county_desk.tables.history.history_state import HistoryState, KnownRecord
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import SetContact

DAY = date(2016, 11, 24)


def test_a_changed_record_has_its_columns_before_and_after():
    noted = {"household": {"5": {"remark": "新", "version": 3, "kind": None}}}
    (one,) = touched(noted, [], lambda *_record: {"remark": "旧", "kind": "一般贫困户"})
    assert (one.record, one.low, one.high, one.made) == ("household", 5, 5, False)
    assert json.loads(one.before) == {"remark": "旧", "kind": "一般贫困户"}
    assert json.loads(one.after) == {"remark": "新", "kind": None}


def test_a_made_record_has_no_columns_before_and_none_that_are_blank():
    noted = {"household": {"5": {"id": 5, "remark": "", "persons": 3, "version": 1, "head": "张三"}}}
    (one,) = touched(noted, [], lambda *_record: {"head": "不问"})
    assert (one.made, one.before, json.loads(one.after)) == (True, "", {"persons": 3, "head": "张三"})


def test_records_of_which_the_same_is_said_are_one_run():
    said = {"step": "review", "version": 2}
    noted = {"case": {"8": said, "10": said, "9": said, "12": said, "11": {"step": "visit", "version": 2}}}
    found = touched(noted, [], lambda *_record: {"step": "meeting"})
    assert [(one.low, one.high) for one in found] == [(8, 10), (11, 11), (12, 12)]


def test_records_that_were_written_at_once_are_runs_without_columns():
    found = touched({}, [WrittenAtOnce("member", [7, 3, 4, 5], made=True)], lambda *_record: {})
    assert found == [TouchedRecords("member", 3, 5, True), TouchedRecords("member", 7, 7, True)]


def test_a_long_value_is_left_out():
    noted = {"notice": {"1": {"facts": {"words": "字" * 1001}, "number": "一号", "version": 2}}}
    (one,) = touched(noted, [], lambda *_record: {"number": "二号", "facts": {}})
    assert json.loads(one.after) == {"number": "一号"}


def test_the_index_is_what_the_history_says(office):
    office.at(DAY).do(SetContact(place=3, telephone="0000-1234567"))
    with office.sessions() as session:
        events = session.execute(select(Event.id, Event.changes).order_by(Event.id)).all()
        expected = dict(history_records((tuple(row) for row in events), HistoryState()))
        rows = session.scalars(select(EventRecord)).all()
    assert len(expected) > 1
    for number, records in expected.items():
        assert stored(row for row in rows if row.event_id == number) == records


def test_an_index_that_does_not_fit_the_history_is_found(office):
    office.at(DAY).do(SetContact(place=3, telephone="0000-1234567"))
    words = "event {}: the index of the history does not fit it"
    for statement, number in (
        (update(EventRecord).where(EventRecord.event_id == 1, EventRecord.low == 1).values(high=9), 1),
        (delete(EventRecord).where(EventRecord.event_id == 1), 1),
        (
            text(
                "INSERT INTO event_record (event_id, record, low, high, made) VALUES (99, 'case', 1, 1, true)"
            ),
            99,
        ),
    ):
        with office.sessions() as session:
            session.execute(statement)
            assert verify(session).replay == (words.format(number),)


def test_a_damaged_event_changes_nothing_and_has_no_records():
    state = HistoryState()
    found = dict(history_records([(1, "{"), (2, '{"case":{"1":{"id":1,"step":"visit"}}}')], state))
    assert found[1] is None
    assert [one.record for one in found[2]] == ["case"]
    assert [*state.tables()] == ["case"]
    assert [*state.records("case")] == [KnownRecord(1, ("id", "step"), [1, "visit"])]
