"""The declared facts against the mapped columns and against the titles of workbooks."""

from enum import Enum
from itertools import chain
from typing import get_type_hints

import pytest
from sqlalchemy import Boolean, Date, Integer, String

from county_desk.facts import FACTS, VILLAGE_FACTS, VILLAGE_TABLE, facts_of
from county_desk.facts.fact import FactSection, FactSubject
from county_desk.facts.kept_aside import KEPT_ASIDE, KEPT_OTHERWISE
from county_desk.fields import Choice, Count, Day, Measure, Money, YesNo
from county_desk.intake.vocabulary import column_of, standard_titles
from county_desk.models.base import Base, Hundredths
from county_desk.rules.checks.catalogue import catalogue
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts, titles_of

# the columns of a record that are no facts: its numbers, its days in the register, and what a case decides
OWN_COLUMNS = {
    FactSubject.HOUSEHOLD: {
        *("id", "version", "withdrawn_on", "number", "earlier_number", "village_id", "batch_id"),
        *("stated_entry_on", "stated_exit_on", "stated_return_on"),
        *("standing", "registered_on", "exited_on", "grace_until"),
    },
    FactSubject.HOUSEHOLD_YEAR: {
        *("id", "version", "withdrawn_on", "household_id", "year", "persons", "ledger"),
    },
    FactSubject.PERSON: {"id", "version", "withdrawn_on", "household_id", "position"},
    FactSubject.PERSON_YEAR: {"id", "version", "withdrawn_on", "member_id", "year"},
    FactSubject.VILLAGE_YEAR: {
        *("id", "version", "withdrawn_on", "village_id", "year", "source", "batch_id"),
        *("indicators", "remark", "facts", "surveyed_poor", "surveyed_words"),
    },
}
# the groups of `titles.toml` whose columns a record can hold
DELIVERED_AS = {
    (FactSubject.HOUSEHOLD, FactSection.NONE): "household",
    (FactSubject.PERSON, FactSection.NONE): "person",
    (FactSubject.PERSON_YEAR, FactSection.NONE): "person",
    (FactSubject.HOUSEHOLD_YEAR, FactSection.INCOME): "income",
    (FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING): "living",
}
COLUMN_TYPES = {
    Money: Hundredths,
    Measure: Hundredths,
    Count: Integer,
    YesNo: Boolean,
    Day: Date,
    Choice: Enum,
}
WRITTEN = {
    "text",
    "word",
    "words",
    "name",
    "id",
    "phone",
    "card",
    "period",
    "plan",
    "certificate",
    "household_number",
}
READ_AS = {
    Money: {"money", "group"},
    Measure: {"measure", "months"},
    Count: {"count"},
    YesNo: {"yes_no"},
    Day: {"date"},
}


def each_fact():
    every = (fact for subject in FactSubject for fact in facts_of(subject))
    return [pytest.param(fact, id=f"{fact.of}.{fact.key}") for fact in every]


@pytest.mark.parametrize("subject", FactSubject)
def test_every_column_of_a_record_is_a_declared_fact(subject):
    kept = [column for column in Base.metadata.tables[subject].c if "key_of" not in column.info]
    columns = {column.key for column in kept} - OWN_COLUMNS[subject]

    assert {fact.key for fact in facts_of(subject)} == columns


@pytest.mark.parametrize("fact", each_fact())
def test_the_column_of_a_fact_holds_its_kind_of_value(fact):
    column = Base.metadata.tables[fact.of].c[fact.key]
    wanted = next((made for kind, made in COLUMN_TYPES.items() if isinstance(fact.kind, kind)), String)

    assert isinstance(column.type, wanted) or issubclass(column.type.python_type, wanted)
    if not fact.needed:
        assert column.nullable is (fact.blank is None)
        assert (column.default.arg if column.default else None) == fact.blank


@pytest.mark.parametrize("fact", [fact for fact in each_fact() if fact.values[0].title])
def test_workbooks_know_the_title_of_a_fact(fact):
    known = standard_titles()[fact.title]

    if fact.of is FactSubject.VILLAGE_YEAR:  # the income a head has one title for households and villages
        assert known.of in ("village", "income")
    else:
        assert known.of == DELIVERED_AS[fact.of, fact.section]
    kinds = (names for kind, names in READ_AS.items() if isinstance(fact.kind, kind))
    assert known.kind in next(kinds, WRITTEN)


def test_a_new_fact_has_its_column_without_an_entry_of_titles():
    known, fact = standard_titles(), FACTS["safe_water"]
    assert column_of(fact) == {"title": "饮水安全", "kind": "yes_no", "of": "living"}
    for each in (
        each for each in FACTS.values() if each.title and isinstance(each.kind, YesNo | Count | Day)
    ):
        assert column_of(each)["kind"] == known[each.title].kind
        if each.of is not FactSubject.VILLAGE_YEAR:
            assert column_of(each)["of"] == known[each.title].of


@pytest.mark.parametrize("of", ["household", "person", "income", "living"])
def test_every_column_of_a_roster_is_a_fact_or_kept_aside_for_a_reason(of):
    titles = {title for title, known in standard_titles().items() if known.of == of}
    lines = {title for title in titles if standard_titles()[title].kind == "money"} - set(KEPT_ASIDE)
    facts = {fact.title for fact in FACTS.values()}
    aside = {*KEPT_OTHERWISE, *KEPT_ASIDE}

    assert titles - facts - aside - lines == set()
    assert facts & aside == set()
    assert aside <= standard_titles().keys()
    assert all((KEPT_OTHERWISE | KEPT_ASIDE).values())


def test_every_column_of_a_table_of_villages_is_a_declared_fact():
    facts = [*VILLAGE_FACTS.values(), *VILLAGE_TABLE.values()]
    shared = {"人均纯收入", "耕地面积"}  # the titles that a household has, too
    known = {title: column for title, column in standard_titles().items() if column.of == "village"}

    assert {fact.title for fact in facts} - shared == known.keys()
    assert len({fact.key for fact in facts}) == len(facts)
    for fact in VILLAGE_TABLE.values():
        if fact.title not in shared:
            kinds = (names for kind, names in READ_AS.items() if isinstance(fact.kind, kind))
            assert known[fact.title].kind in {*next(kinds, WRITTEN), "percent"}


def test_checks_of_villages_look_at_declared_facts():
    titles = {fact.title for fact in (*VILLAGE_FACTS.values(), *VILLAGE_TABLE.values())}
    named = {*catalogue()["B02"].numbers["titles"], *catalogue()["B09"].numbers["titles"]}
    pairs, parts = catalogue()["B06"].numbers["pairs"], catalogue()["B07"].numbers["parts"]
    named |= {*pairs, *pairs.values(), *parts, *chain(*parts.values())}

    assert named - titles == set()


def test_keys_and_titles_are_unique():
    titles = [fact.title for fact in FACTS.values() if fact.title]

    assert len(FACTS) + len(VILLAGE_FACTS) == sum(len(facts_of(subject)) for subject in FactSubject)
    assert len(titles) == len(set(titles))
    assert len({fact.title for fact in VILLAGE_FACTS.values()}) == len(VILLAGE_FACTS)


@pytest.mark.parametrize(
    ("facts", "besides"), [(HouseholdFacts, {"number", "filed_on", "gross"}), (PersonFacts, set())]
)
def test_checks_look_at_declared_facts_by_their_keys(facts, besides):
    known = titles_of(facts)
    keys, hints = [key for key, _title, _blank in known], get_type_hints(facts)

    assert set(keys) - FACTS.keys() == besides
    assert tuple(keys) == facts._fields[: len(keys)]
    assert {title for key, title, _blank in known if key in besides} <= {*KEPT_OTHERWISE, *KEPT_ASIDE}
    for key, title, blank in known:
        if key not in besides and key != "sex":  # a list has its word, and the record its term
            fact = FACTS[key]
            assert (title, hints[key]) == (fact.title, fact.type if blank == "" else fact.type | None)
