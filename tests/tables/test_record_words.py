"""Every column of every record has a label or is internal; what this version does not know is said so."""

import pytest
from sqlalchemy import JSON

from county_desk.models.audit import Event
from county_desk.models.base import Base
from county_desk.models.event_record import EventRecord
from county_desk.models.measure import Need
from county_desk.models.record_kind import RecordKind, record_kinds
from county_desk.models.sounding import is_key
from county_desk.tables.history.record_labels import INTERNAL, RECORD_LABELS, labels_of
from county_desk.tables.history.record_words import (
    column_label,
    is_shown,
    points_to,
    record_name,
    value_words,
)
from county_desk.text import CHINESE, ENGLISH, N_, _, language

OF_THE_HISTORY = {Event.__tablename__, EventRecord.__tablename__}
# columns that no reader sees: digests, instants, the making of a record, and what a secret list holds
UNSEEN = {
    *("digest", "anchor", "scan", "content", "size", "procedure", "procedure_digest"),
    *("created_at", "taken_at", "recorded_at", "issued_at", "frozen_at", "uid", "actor_id", "position"),
}
OF_PROPOSALS = {
    "act",
    "may",
    "proposed_on",
    "reason",
    "seen",
    "settled_on",
    "subject",
    "state",
    "summary",
}  # the act says them
SECRET = {"misconduct_report", "correction", "layout", "policy_text", "signal", "own_note"}
TABLES = {table.name: table for table in Base.metadata.sorted_tables if table.name not in OF_THE_HISTORY}
EACH = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@EACH
def test_labels_are_said_in_chinese(table):
    known = RECORD_LABELS[table.name]
    with language(CHINESE):
        assert [text for text in (known.name, *known.columns.values()) if text and _(text) == text] == []


@EACH
def test_a_column_has_a_label_unless_no_reader_sees_it(table):
    own = {each.name for each in table.c if not is_key(each) and not isinstance(each.type, JSON)}
    shown = {name for name in own - {"id", "version"} if is_shown(table.name, name)}
    hidden = UNSEEN | OF_PROPOSALS if table.name == "proposal" else UNSEEN
    assert table.name in SECRET or own - shown <= hidden | {"id", "version"}
    with language(ENGLISH):
        assert "Another detail" not in {column_label(table.name, name) for name in shown}


def test_labels_are_those_of_the_columns_and_those_that_differ():
    kind = RecordKind(Need, N_("Need"), labels={"words": N_("In words"), "household_id": INTERNAL})
    labels = labels_of(kind)
    assert (labels.name, labels.columns["found_on"]) == ("Need", "Found on")
    assert (labels.columns["words"], labels.columns["household_id"]) == ("In words", INTERNAL)
    assert labels.columns["recorded_by"] == "Recorded by"


def test_no_column_of_a_secret_record_is_shown():
    labels = labels_of(RecordKind(Need, N_("Need"), secret=True))
    assert set(labels.columns.values()) == {INTERNAL}


@EACH
def test_a_record_that_a_shown_column_points_to_has_a_name(table):
    pointed = {points_to(table.name, column.name) for column in table.c if is_shown(table.name, column.name)}
    assert pointed - {""} <= {table for table, kind in record_kinds().items() if kind.named}


@EACH
def test_the_history_covers_every_identity_number_account_and_telephone(table):
    numbers = {"id_number", "certificate", "account", "telephone", "official_phone"} & set(table.c.keys())
    for column in numbers if table.name != "place" else ():  # that of an office stands on notices
        words = value_words(table.name, column, "990101196503120011")
        assert words == "" or "*" in words, column


def test_what_this_version_does_not_know_is_said_without_its_name():
    with language(ENGLISH):
        assert column_label("household", "old_column") == "Another detail"
        assert column_label("old_table", "old_column") == "Another detail"
        assert record_name("old_table") == "Another record"
        assert value_words("household", "old_column", "keep_me") == "…"
        assert is_shown("household", "old_column")


def test_a_value_is_said_as_its_kind_shows_it():
    with language(ENGLISH):
        assert value_words("household", "telephone", "14400001234") == "144****1234"
        assert value_words("member", "id_number", "990101196503120011") == "990101**********11"
        assert value_words("household", "standing", "registered") == "Registered"
        assert value_words("household_year", "net_income", "2400.00") == "2,400.00"
        assert value_words("case", "kind", "household_exit") == "Exit of households"
        assert value_words("case_step", "opinion", "同意") == "“同意”"
        assert value_words("case_step", "facts", {"due": 9, "present": 8, "in_favour": 7}) == (
            "8 of 9 attended, 7 in favour"
        )
        assert value_words("own_parameter", "name", "poverty_line_of_ours") == "a figure of the county"
        assert value_words("user", "password", "sha256:0123") == "not shown"
        assert value_words("household", "remark", None) == ""
