"""Every declared list sorts its names by sound and finds them as they are typed, in the database."""

import pytest

from county_desk.fields import Text
from county_desk.models.household import Standing
from county_desk.sound.keys import found_key, sort_key
from county_desk.sound.search_text import rank
from county_desk.tables.all_lists import LISTS
from county_desk.tables.by_sound import key_of
from county_desk.tables.conditions import Condition, Operator, SortLevel
from county_desk.tables.listing import ALL, Query, choices, count, page
from county_desk.text import CHINESE, language
from tests.build import a_household
from tests.tables import test_lists

busy = test_lists.busy
# columns of free text and of words that the program writes; all others are names
FREE = {
    *("cases.procedure", "villages.telephone", "places.telephone", "places.address", "places.agency_code"),
    *("objections.words", "objections.objector", "objections.investigators", "objections.reply"),
    *("returns.name", "returns.period", "returns.reason", "rulings.reason", "policy_files.file"),
    *("monitored.risks", "monitored.identified", "monitored.removed", "policy_files.reference"),
    *("funds.document", "payments.voucher", "objections.public_words", "clues.risks", "visits.found"),
    *("measures.risk", "measures.title", "needs.cause", "needs.risk", "needs.words", "needs.outcome"),
    *("evaluations.between", "evaluation_results.document", "findings.words"),
    *("complaints.words", "complaints.about"),
    *("stages.words", "stages.place", "stages.document", "signals.words", "unanswered_risks.risk"),
    *("history.actor", "history.command", "history.summary"),
    *("plans.why", "plans.responsible", "team_weeks.log", "pledges.target"),
    *("proposals.summary", "proposals.reason", "proposals.late_reason", "proposals.answer"),
    "ties.relation",
}
TEXTS = [
    (listing, column.key)
    for listing in LISTS.values()
    for column in listing.table.columns
    if isinstance(column.kind, Text) and f"{listing.table.key}.{column.key}" not in FREE
]
FOUND = [(listing, key) for listing, key in TEXTS if key in listing.search]


def named(value):
    return getattr(getattr(value, "table", None), "key", str(value))


@pytest.mark.parametrize(("listing", "key"), TEXTS, ids=named)
def test_names_sort_by_their_sound(busy, listing, key):
    """A new list with a column of names gets this without a line of its own."""
    rows = busy.read(lambda session: page(session, listing, Query(sort=(SortLevel(key),))))
    names = [getattr(row, key) or "" for row in rows]
    assert names == sorted(names, key=sort_key)
    down = busy.read(lambda session: page(session, listing, Query(sort=(SortLevel(key, descending=True),))))
    assert [getattr(row, key) or "" for row in down] == sorted(names, key=sort_key, reverse=True)


@pytest.mark.parametrize(("listing", "key"), FOUND, ids=named)
def test_names_are_found_by_initials_and_pinyin(busy, listing, key):
    rows = busy.read(lambda session: page(session, listing))
    name = next(getattr(row, key) for row in rows if getattr(row, key))
    sounds = busy.read(lambda session: page(session, listing, Query(text=typed(name))))
    assert name in [getattr(row, key) for row in sounds]


def typed(name):
    """The initials of a name, as somebody types them without changing to Chinese."""
    return found_key(name).split("^")[1].replace(".", "")


def test_the_columns_that_a_search_looks_in_and_that_hold_names_have_a_key_to_find_by():
    lacking = [
        f"{listing.table.key}.{key}"
        for listing, key in FOUND
        if key_of(listing.select().selected_columns[key], "found") is None
    ]
    assert lacking == []


@pytest.fixture
def people(office):
    """Households whose heads sound alike."""
    for serial, head in enumerate(("单田芳", "李小玉", "黎小玉", "王李玉", "李玉"), start=1):
        a_household(office, head, serial=serial)
    return office


WORDS = ("lxy", "ly", "stf", "dtf", "lixiaoyu", "lixy", "李x", "李", "xiaoyu", "y", "dhc", "0", "zzz", "%")


@pytest.mark.parametrize("word", WORDS)
def test_the_database_finds_what_the_window_finds(people, word):
    """A list in memory and one in a database answer alike, on every database."""
    listing = LISTS["households"]
    rows = people.read(lambda session: page(session, listing))
    expected = {
        row.id
        for row in rows
        if any(rank(text, word) is not None for text in (row.head, row.number, row.village))
    }
    query = Query(text=word)
    assert {row.id for row in people.read(lambda session: page(session, listing, query))} == expected
    assert people.read(lambda session: count(session, listing, query)) == len(expected)


def test_each_of_several_words_must_find(people):
    listing = LISTS["households"]
    read = people.read(lambda session: page(session, listing, Query(text="dh lxy")))
    assert [row.head for row in read] == ["李小玉", "黎小玉"]


def test_the_values_of_a_filter_are_found_by_sound(people):
    listing = LISTS["households"]
    found = people.read(lambda session: choices(session, listing, "head", ALL, ALL, "stf"))
    assert found == [("单田芳", 1)]
    found = people.read(lambda session: choices(session, listing, "standing", ALL, ALL, "appl"))
    assert [value for value, _number in found] == [Standing.APPLICANT]
    with language(CHINESE):
        label = listing.table["standing"].kind.show(Standing.APPLICANT)
        found = people.read(lambda session: choices(session, listing, "standing", ALL, ALL, typed(label)))
    assert [value for value, _number in found] == [Standing.APPLICANT]


def test_a_condition_on_one_column_finds_by_sound(people):
    about = Query(conditions=(Condition("head", Operator.CONTAINS, "lxy"),))
    rows = people.read(lambda session: page(session, LISTS["households"], about))
    assert {row.head for row in rows} == {"李小玉", "黎小玉"}
