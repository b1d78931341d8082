"""Every act is one sentence in the language of the reader, and nothing of the program's inside is in it."""

import re

import pytest

from county_desk.commands import KNOWN
from county_desk.fields import Choice
from county_desk.models.base import Base
from county_desk.models.sounding import is_key
from county_desk.rules.step_kinds import StepKind
from county_desk.tables.history.act_details import ActDetails, ColumnChange, details_of_act
from county_desk.tables.history.act_sentences import act_sentence, change_words
from county_desk.tables.history.act_words import ACTS, CONFIDENTIAL, REQUESTED, SILENT, requested
from county_desk.tables.history.acts import EVENTS_LISTING
from county_desk.tables.history.record_labels import RECORD_LABELS
from county_desk.tables.history.record_words import is_shown, points_to
from county_desk.tables.listing import page
from county_desk.text import CHINESE, ENGLISH, _, language
from county_desk.workflow.correcting import CorrectHousehold
from tests.build import a_registered_household
from tests.busy import OPENED, fill

LANGUAGES = pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
QUOTED = re.compile("“[^”]*”")  # what a person wrote
INSIDE = re.compile(
    r"[a-z]+_[a-z]|\[\]|\{|\bNone\b|\bTrue\b|\bFalse\b|\bnull\b|[A-Z][a-z]+[A-Z][a-z]+|sha256|[a-z]/[a-z]"
)
GIVEN = {"act": "Decide", "list": "households", "way": "pdf"}
SAMPLES = {"JSON": {}, "BOOLEAN": True, "DATE": "2016-11-03", "BIGINT": "12.50", "INTEGER": 3}


def inside(sentence):
    """What of the program's inside a sentence shows."""
    return INSIDE.findall(QUOTED.sub("", sentence))


def sample(column):
    """A value as the history keeps it of such a column."""
    if points_to(column.table.name, column.name):
        return "张大有"
    if terms := getattr(column.type, "enum_class", None):
        return next(iter(terms)).value
    return SAMPLES.get(str(column.type), "2016-11-03T08:30:00+00:00" if "TIME" in str(column.type) else None)


def changes_of(name, *, made):
    """A change of every column of a table that readers see."""
    columns = [c for c in Base.metadata.tables[name].c if not is_key(c) and is_shown(name, c.name)]
    return tuple(ColumnChange(name, "张大有", c.name, None, sample(c), made) for c in columns)


def test_a_confidential_act_is_kept_silent_by_its_name():
    assert {name for name, act in ACTS.items() if act.done == CONFIDENTIAL} == set(SILENT)


# fields of acts that no column of their name holds, each with the place where the history shows the answer
SHOWN_OTHERWISE = {
    "against": "the opinion of the step",
    "announced_on": "the day of the notice",
    "board": "the place of the posting",
    "clear": "the column that is blank afterwards",
    "column": "the answer that is withdrawn",
    "count_stays": "the number of persons, which changes or stays",
    "decision": "the outcome of the step",
    "denied": "the act, as the request calls it",
    "explained": "the figures of the step",
    "follows": "the records that the notice made, which go back or stay",
    "only_new": "the persons on the request",
    "others": "the causes on record",
    "posting": "the step where the case stands then",
    "representing": "the figures of the step",
    "returned_on": "the day of the step",
    "take": "the facts of the record that stays",
    "week_of": "the Monday of the week",
}
COLUMNS = {column.name for table in Base.metadata.tables.values() for column in table.c}
FIGURES = {fact for kind in StepKind if kind.type.evidence for fact in kind.type.evidence.facts}


@pytest.mark.parametrize("name", KNOWN)
def test_the_history_shows_every_field_of_an_act(name):
    held = COLUMNS | FIGURES | SHOWN_OTHERWISE.keys() | requested(name).keys()
    asks = KNOWN[name].asks().items()
    left_out = [key for key, ask in asks if ask.column is None and not ask.of and key not in held]
    assert left_out == [], "no column holds it: declare it with Ask(…, in_history=True)"


def test_only_fields_that_acts_have_are_excused():
    assert SHOWN_OTHERWISE.keys() <= {key for command in KNOWN.values() for key in command.asks()}
    assert not SHOWN_OTHERWISE.keys() & (COLUMNS | FIGURES | REQUESTED.keys())


def test_a_field_that_no_column_holds_is_shown_in_its_words():
    act = ActDetails("AllocateMoney", asked=(("basis", "head"),))
    with language(ENGLISH):
        assert act_sentence(act) == "Divided money among households: Divided: By head"


def test_acts_are_about_records_that_have_labels():
    assert {table for words in ACTS.values() for table in words.about} <= RECORD_LABELS.keys()


@pytest.mark.parametrize("name", ACTS)
@LANGUAGES
def test_the_sentence_of_an_act_shows_nothing_of_the_inside(name, spoken):
    asked = tuple(
        (key, next(iter(kind.terms)).value if isinstance(kind, Choice) else GIVEN.get(key, 3))
        for key, (_label, kind) in requested(name).items()
    )
    with language(spoken):
        for table in RECORD_LABELS:
            told = ActDetails(name, ("张大有",), (), 2, changes_of(table, made=False), asked=asked)
            sentence = act_sentence(told)
            assert sentence.startswith(_(ACTS[name].done))
            assert inside(sentence) == []
            assert "\n" not in sentence


@pytest.mark.parametrize("table", RECORD_LABELS)
@LANGUAGES
def test_a_change_of_any_column_is_said_in_words(table, spoken):
    with language(spoken):
        words = [change_words(change) for change in changes_of(table, made=True)]
    assert [each for each in words if not each[0] or inside("; ".join(each))] == []


def test_an_act_of_another_version_is_told_without_its_names():
    change = ColumnChange("old_table", "", "old_column", "keep", ["x"], False)
    with language(ENGLISH):
        assert act_sentence(ActDetails("OldCommand", changes=(change,))) == (
            "Another act: Another detail from … to …"
        )


def test_a_correction_is_told_with_before_and_after_and_masked_numbers(office):
    number = a_registered_household(office, "张大有", serial=9)
    first = CorrectHousehold(household=number, telephone="14400001111", reason="换号", evidence="申请表")
    desk = office.at(OPENED)
    desk.do(first)
    desk.do(CorrectHousehold(household=number, telephone="14400002222", reason="又换号", evidence="申请表"))
    row = desk.read(page, EVENTS_LISTING)[0]
    with language(ENGLISH):
        told = EVENTS_LISTING.table["summary"].shown(row)
        assert "Telephone from 144****1111 to 144****2222" in told
        assert "Reason: “又换号”" in told
        assert EVENTS_LISTING.table["summary"].kind.plain(row.summary) == told
    with language(CHINESE):
        assert "电话由144****1111改为144****2222" in EVENTS_LISTING.table["summary"].shown(row)
    full = desk.read(details_of_act, row.id)
    assert [change.column for change in full.changes] == ["telephone"]
    assert desk.read(details_of_act, 10_000) is None


@LANGUAGES
def test_the_acts_of_a_busy_office_are_told_in_words(office, spoken):
    fill(office)
    rows = office.at(OPENED).read(page, EVENTS_LISTING)
    assert len({row.command for row in rows}) > 15
    with language(spoken):
        shown = [EVENTS_LISTING.table["summary"].shown(row) for row in rows]
    assert [sentence for sentence in shown if inside(sentence)] == []
