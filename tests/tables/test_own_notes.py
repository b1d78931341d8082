"""The column of one's own beside any list of records: who reads it, and what it costs."""

import pytest
from sqlalchemy import event

from county_desk.tables.all_lists import LISTS
from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.large_lists import LARGE
from county_desk.tables.listing import Query, by_number, count, is_record, numbers, page
from county_desk.tables.own_notes import NOTE, with_notes
from county_desk.workflow.command import Refused
from county_desk.workflow.own_notes import NoteRow
from tests.build import INSPECTOR, a_household, reader_of
from tests.busy import OPENED
from tests.tables.test_lists import busy

__all__ = ["busy"]
WORDS = "周三再去"
RECORDS = {key: listing for key, listing in LISTS.items() if is_record(listing)}
EVERY = pytest.mark.parametrize("listing", RECORDS.values(), ids=RECORDS)
LOOKING = {
    "sorted": Query(sort=(SortLevel(NOTE, descending=True),)),
    "narrowed": Query(conditions=(Condition(NOTE, Operator.CONTAINS, "周三"),)),
    "chosen": Query(where={NOTE: WORDS}),
}


@EVERY
def test_a_noted_list_has_the_rows_of_the_plain_list_with_the_note(busy, listing):
    desk = busy.at(OPENED, reader_of(listing))
    noted = with_notes(listing, desk.actor.id)
    keys = [column.key for column in listing.table.columns]
    plain, rows = desk.read(page, listing), desk.read(page, noted)
    assert [[getattr(row, key) for key in keys] for row in rows] == [
        [getattr(row, key) for key in keys] for row in plain
    ]
    assert {row.own_note for row in rows} == {""}
    assert all(isinstance(row, listing.table.row) for row in rows)
    assert desk.read(by_number, noted, [row.id for row in rows]) == rows


def test_a_list_of_computed_rows_has_no_column_of_ones_own():
    others = [listing for key, listing in LISTS.items() if key not in RECORDS]
    assert others
    assert all(with_notes(listing, 1) is listing for listing in others)


@EVERY
def test_a_note_stands_beside_its_row_in_every_list_of_records(busy, listing):
    desk = busy.at(OPENED, reader_of(listing))
    noted = with_notes(listing, desk.actor.id)
    first = desk.read(numbers, noted)[-1]
    change = desk.do(NoteRow(of_list=listing.table.key, record=first, own_note=WORDS))
    found = {row.id: row.own_note for row in desk.read(page, noted) if row.own_note}
    assert found == {first: WORDS}
    for query in LOOKING.values():
        assert desk.read(numbers, noted, query)[0] == first
    assert {row.own_note for row in desk.read(page, with_notes(listing, desk.actor.id + 1))} == {""}
    desk.do(change.undo)
    assert desk.read(count, noted, LOOKING["chosen"]) == 0


@pytest.mark.parametrize("listing", LARGE, ids=lambda listing: listing.table.key)
def test_a_large_list_is_counted_and_sorted_from_its_own_table_without_the_notes(busy, listing):
    desk, sent = busy.at(OPENED), []
    noted = with_notes(listing, desk.actor.id)
    assert noted.list_table() is listing.list_table()
    engine = busy.sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", keep := lambda *given: sent.append(given[2]))
    desk.read(count, noted)
    desk.read(numbers, noted, Query(sort=(SortLevel(listing.order[0].removeprefix("-")),)))
    event.remove(engine, "before_cursor_execute", keep)
    assert any(noted.list_table().table.name in each for each in sent)
    assert not any("own_note" in each for each in sent)


def test_the_history_names_the_act_and_keeps_the_words_to_itself(office):
    a_household(office, "张大有", serial=1)
    office.at(OPENED).do(NoteRow(of_list="households", record=1, own_note=WORDS))
    (act, *_more) = office.at(OPENED, INSPECTOR).read(page, EVENTS_LISTING)
    said = [column.shown(act) for column in EVENTS_LISTING.table.columns]
    assert "Kept a note of one's own" in str(said)
    assert WORDS not in str(said)
    assert WORDS not in repr(act)


def test_another_person_takes_no_note_back(office):
    a_household(office, "张大有", serial=1)
    change = office.at(OPENED).do(NoteRow(of_list="households", record=1, own_note=WORDS))
    with pytest.raises(Refused, match="Only the person who wrote"):
        office.at(OPENED, INSPECTOR).do(change.undo)


@pytest.mark.parametrize(
    ("of_list", "record", "words"),
    [
        ("nothing", 1, "There is no list nothing"),
        ("households", 77, "no such row"),
        ("complaints", 1, "may not"),
    ],
)
def test_a_note_needs_a_row_that_its_writer_sees(office, of_list, record, words):
    with pytest.raises(Refused, match=words):
        office.at(OPENED, INSPECTOR).do(NoteRow(of_list=of_list, record=record, own_note=WORDS))
