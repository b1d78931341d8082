"""The criteria of a rule are data: each place adds, replaces or drops single ones."""

import json
import tomllib
from datetime import date
from decimal import Decimal

import pytest

from county_desk.paths import resources
from county_desk.rules.combining import judge
from county_desk.rules.criteria import read_rule, stated
from county_desk.rules.findings import Finding
from county_desk.rules.household_rules import HouseholdExitFacts
from county_desk.rules.parameters import ParameterBook
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.registry import RULES
from county_desk.rules.village_rules import VillageExitFacts
from county_desk.text import language

DAY = date(2018, 11, 30)
FOLDER = resources() / "criteria"
SIX = ["hardened_road", "safe_water", "electricity", "clinic", "broadband", "collective_income"]
HEAD = """key = "Exit"
title = "exit"
reference = "a document"
sure = "S"
since = 2016-04-01
"""
CULTURE = """
[[criterion]]
key = "culture_room"
title = { zh = "有文化室", en = "Culture room" }
fact = "indicators.culture_room"
kind = "flag"
comparison = "is_true"
place = "sichuan"
since = 2017-01-01
"""


def food(**changes):
    """One criterion over a fact of a household, as its file gives it."""
    given = {"key": '"food"', "title": '"food"', "fact": '"enough_food"', "comparison": '"is_true"'} | changes
    return "\n[[criterion]]\n" + "\n".join(f"{key} = {value}" for key, value in given.items()) + "\n"


def warmth(**changes):
    """A group of criteria, as its file gives it."""
    given = {"key": '"warmth"', "title": '{ zh = "温暖", en = "Warmth" }', "met_when": '"any"'} | changes
    return "\n[[group]]\n" + "\n".join(f"{key} = {value}" for key, value in given.items()) + "\n"


@pytest.fixture
def written(tmp_path):
    """Writes the file of one rule and reads it with the figures of the program."""

    def write(text, rule="household_exit"):
        (tmp_path / f"{rule}.toml").write_text(text, "utf8")
        return ParameterBook.load(criteria=tmp_path)

    return write


def keys(book, province, day=DAY, rule="household_exit"):
    """The criteria in force in a province, by their keys."""
    return [criterion.key for criterion in book.on(day, province).criteria(rule)]


@pytest.mark.parametrize("rule", RULES)
def test_a_file_names_its_sources_in_both_languages(rule):
    data = tomllib.loads((FOLDER / f"{rule}.toml").read_text("utf8"))
    for entry in (data, *data["criterion"]):
        assert set(entry["title"]) == {"zh", "en"}
    for entry in (data, *data["criterion"], *data.get("drop", ())):
        assert set(entry.get("reference", data["reference"])) == {"zh", "en"}


def test_a_province_that_adds_one_village_criterion_keeps_the_six_national_ones(written):
    book = written((FOLDER / "village_exit.toml").read_text("utf8") + CULTURE, "village_exit")
    assert keys(book, "sichuan", rule="village_exit") == ["Incidence of poverty", *SIX, "culture_room"]
    assert keys(book, "hunan", rule="village_exit") == ["Incidence of poverty", *SIX]
    finding = judge("village_exit", VillageExitFacts(1, 1000), book.on(DAY, "sichuan"))
    assert [leaf.label for leaf in finding.blockers()] == ["culture_room"]
    assert finding.blockers()[0].title() == "Culture room"


def test_guizhou_has_a_standard_of_its_own_instead_of_the_national_list(book):
    assert not set(keys(book, "guizhou", rule="village_exit")) & {
        "hardened_road",
        "safe_water",
        "electricity",
    }
    assert list(stated(book.on(date(2016, 6, 1), "guizhou").criteria("village_exit"))) == SIX


def test_a_criterion_stands_where_the_one_that_it_replaces_stood(written):
    own = food(key='"rice"', replaces='"food"', place='"hunan"')
    book = written(HEAD + food() + food(key='"clothing"', fact='"enough_clothing"') + own)
    assert keys(book, "hunan") == ["rice", "clothing"]
    assert keys(book, "hubei") == ["food", "clothing"]


def test_a_place_drops_criteria_from_its_day(written):
    drop = '\n[[drop]]\nkeys = ["food"]\nplace = "west"\nsince = 2018-01-01\n'
    book = written(HEAD + food() + food(key='"clothing"', fact='"enough_clothing"') + drop)
    assert keys(book, "sichuan") == ["clothing"]
    assert keys(book, "sichuan", date(2017, 12, 31)) == keys(book, "hunan") == ["food", "clothing"]


def test_a_newer_wording_replaces_the_older_one_and_each_ends_on_its_last_day(written):
    newer = food(since="2018-01-01", until="2018-12-31", comparison='"is_false"')
    book = written(HEAD + newer + food(until="2019-12-31"))
    case = HouseholdExitFacts(enough_food=True)
    answers = [
        judge("household_exit", case, book.on(date(*day), "hunan")).outcome.value
        for day in ((2017, 12, 31), (2018, 1, 1), (2018, 12, 31), (2019, 1, 1), (2020, 1, 1))
    ]
    assert answers == ["met", "not_met", "not_met", "met", "unknown"]


@pytest.mark.parametrize(
    ("met_when", "given", "answer"),
    [
        ('"any"', (False, True, None), "met"),
        ('"any"', (False, None, None), "unknown"),
        ('"any"', (False, False, False), "not_met"),
        ("2", (True, True, False), "met"),
        ("2", (True, None, False), "unknown"),
        ("2", (True, False, False), "not_met"),
        ('"all"', (True, True, None), "unknown"),
    ],
)
def test_all_any_or_some_of_the_criteria_must_be_met(written, met_when, given, answer):
    names = ("enough_food", "enough_clothing", "income_stable")
    book = written(
        f"met_when = {met_when}\n{HEAD}" + "".join(food(key=f'"{name}"', fact=f'"{name}"') for name in names)
    )
    case = HouseholdExitFacts(**dict(zip(names, given, strict=True)))
    finding = judge("household_exit", case, book.on(DAY, "hunan"))
    assert finding.outcome.value == answer
    assert bool(finding.blockers()) is (answer != "met")
    assert Finding.from_plain(json.loads(json.dumps(finding.as_plain()))) == finding
    assert met_when == '"all"' or finding.would_change() == ""


def in_group(name, group='"warmth"', **changes):
    """A criterion over a fact of a household that belongs to a group."""
    return food(key=f'"{name}"', title=f'"{name}"', fact=f'"{name}"', group=group, **changes)


GROUPED = HEAD + in_group("enough_food") + food(key='"water"', fact='"safe_water"') + in_group("electricity")


@pytest.mark.parametrize(
    ("met_when", "given", "answer", "because"),
    [
        ('"any"', (True, False, True), "met", []),
        ('"any"', (True, True, False), "not_met", ["water"]),
        ('"any"', (False, False, True), "not_met", ["warmth"]),
        ('"any"', (False, None, True), "unknown", ["warmth"]),
        ('"all"', (True, False, True), "not_met", ["electricity"]),
        ('"all"', (None, True, True), "unknown", ["enough_food"]),
        ("2", (True, False, True), "not_met", ["warmth"]),
        ("2", (True, True, True), "met", []),
    ],
)
def test_a_group_of_criteria_counts_as_one(written, met_when, given, answer, because):
    book = written(GROUPED + warmth(met_when=met_when))
    case = HouseholdExitFacts(**dict(zip(("enough_food", "electricity", "safe_water"), given, strict=True)))
    finding = judge("household_exit", case, book.on(DAY, "hunan"))
    assert finding.outcome.value == answer
    assert [part.label for part in finding.parts] == ["warmth", "water"]
    assert [leaf.label for leaf in finding.blockers()] == because
    assert Finding.from_plain(json.loads(json.dumps(finding.as_plain()))) == finding


def test_a_group_says_how_many_of_its_criteria_must_be_met(written):
    book = written(GROUPED + warmth())
    case = HouseholdExitFacts(enough_food=False, electricity=False, safe_water=True)
    finding = judge("household_exit", case, book.on(DAY, "hunan"))
    (group,) = finding.blockers()
    assert group.sentence() == (
        "Warmth: not met; at least 1 of these 2 must be met: enough_food, electricity"
    )
    assert finding.would_change() == "Would be met if at least 1 of these were met: enough_food, electricity"
    with language("zh"):
        assert group.sentence() == "温暖：不满足；以下2项至少满足1项：enough_food、electricity"


def test_what_one_member_of_a_group_would_change_is_not_promised(written):
    book = written(GROUPED + warmth())
    case = HouseholdExitFacts(enough_food=True, electricity=True, safe_water=True)
    change = judge("household_exit", case, book.on(DAY, "hunan")).would_change()
    assert "food" in change
    assert "enough_food" not in change


@pytest.mark.parametrize(("eats", "answer"), [(True, "met"), (False, "not_met"), (None, "unknown")])
def test_a_group_of_shown_criteria_is_shown_and_does_not_decide(written, eats, answer):
    text = HEAD + in_group("enough_food", decides="false") + food(key='"water"', fact='"safe_water"')
    case = HouseholdExitFacts(enough_food=eats, safe_water=True)
    finding = judge("household_exit", case, written(text + warmth()).on(DAY, "hunan"))
    assert (finding.outcome.value, finding.parts[0].outcome.value) == ("met", answer)
    assert not finding.parts[0].weighs


def test_a_criterion_that_replaces_another_stays_in_its_group(written):
    own = food(key='"rice"', replaces='"enough_food"', place='"hunan"')
    apart = food(key='"rice"', replaces='"enough_food"', place='"hubei"', group='""')
    book = written(GROUPED + own + apart + warmth())

    def parts(province):
        finding = judge("household_exit", HouseholdExitFacts(), book.on(DAY, province))
        return [(part.label, [leaf.label for leaf in part.parts]) for part in finding.parts]

    assert parts("hunan") == [("warmth", ["rice", "electricity"]), ("water", [])]
    assert parts("hubei") == [("rice", []), ("water", []), ("warmth", ["electricity"])]


@pytest.mark.parametrize(
    ("entry", "trouble"),
    [
        (food(fact='"moon"'), r"line 10: fact “moon” is none of dropouts, .*income_per_head, .*electricity"),
        (food(comparison='"near"'), r"line 11: comparison “near” is none of is_true, is_false"),
        (food(comparison='"at_least"'), "comparison “at_least” is none of is_true, is_false"),
        (food(fact='"dropouts"', comparison='"above"', parameter='"moon"'), "there is no figure “moon”"),
        (
            food(fact='"dropouts"', comparison='"above"', parameter='"exit_water_required"'),
            "exit_water_required “flag” is none of number",
        ),
        (food(decides='"income_line_exit"'), "income_line_exit “money” is none of flag"),
        (food(fact='"dropouts"', comparison='"equals"', unit='"persons"'), "value is missing"),
        (food(fact='"dropouts"', comparison='"equals"', value='"x"', unit='"persons"'), "value: "),
        (food(fact='"dropouts"', comparison='"equals"', value="0"), "unit “” is none of"),
        (
            food(fact='"dropouts"', comparison='"above"', value="0", parameter='"income_line_exit"'),
            "a parameter or a value, not both",
        ),
        (food(place='"atlantis"'), "the place “atlantis” is not known"),
        (food(since='"2016"'), "since is a day, as 2016-04-01"),
        (food(sure='"perhaps"'), "sure “perhaps” is none of"),
        (food(reference='""'), "reference is empty"),
        (food(colour='"red"'), "the key “colour” is not known"),
        (food(replaces='"moon"'), "replaces “moon” is none of food"),
        (food(fact='"enough_foot"'), "did you mean “enough_food”"),
        (food(comparison='"is_tru"'), "did you mean “is_true”"),
        (
            food(fact='"dropouts"', comparison='"above"', parameter='"income_line_exits"'),
            "line 12: there is no figure “income_line_exits”; did you mean “income_line_exit”",
        ),
        (food(decides='"exit_water_require"'), "did you mean “exit_water_required”"),
        (food(place='"guizou"'), "line 12: the place “guizou” is not known; did you mean “guizhou”"),
        (food(group='"warmth"'), "line 12: there is no group “warmth”"),
        (food(group='"warmt"') + warmth() + food(key='"x"', group='"warmth"'), "did you mean “warmth”"),
        (food() + warmth(), "line 14: no criterion is in the group “warmth”"),
        (food(group='"warmth"') + warmth(met_when="2"), "met_when 2 is more than the number of criteria, 1"),
        (food(group='"warmth"') + warmth() + warmth(), "the group is given twice"),
        (food(group='"food"') + warmth(key='"food"'), "a criterion has the key “food” too"),
        (food(group='"warmth"') + warmth(met_when='"some"'), "line 17: met_when “some” is none of all, any"),
        (food(note='"enough_food"'), "note “enough_food” is none of"),
        (food(fact='"housing_grade"', comparison='"in"', value='"AB"'), "value is a list of words"),
        (food() + food(), "line 8: the criterion is given twice"),
        (food() + '\n[[drop]]\nplace = "hunan"\nkeys = ["moon"]\n', "keys “moon” is none of food"),
    ],
)
def test_a_wrong_criterion_is_refused_with_its_file_and_line(written, entry, trouble):
    book = written(HEAD + entry)
    with pytest.raises(WrongFile, match=f"criteria/household_exit.toml.*{trouble}"):
        judge("household_exit", HouseholdExitFacts(), book.on(DAY, "hunan"))


def test_a_wrong_file_stops_only_its_own_rule(tmp_path):
    for rule in RULES:
        text = (FOLDER / f"{rule}.toml").read_text("utf8")
        (tmp_path / f"{rule}.toml").write_text(text.replace("electricity", "electric_city"), "utf8")
    (tmp_path / "prefecture_exit.toml").write_text(HEAD + food(), "utf8")
    book = ParameterBook.load(criteria=tmp_path)
    assert sorted(book.broken) == ["criteria/household_exit", "criteria/prefecture_exit"]
    for rule in set(RULES) - {"household_exit"}:
        terms = book.on(date(2024, 6, 1) if rule.startswith("monitoring") else DAY, "hunan")
        assert judge(rule, RULES[rule].facts(), terms).parts


OLDER = {
    "label": "Net income a head",
    "outcome": "met",
    "sign": ">",
    "kept": {
        "label": "Net income a head",
        "found": {"decimal": "3600"},
        "unit": "yuan/person/year",
        "needed": {
            "name": "income_line_exit",
            "value": {"decimal": "3535"},
            "unit": "yuan/person/year",
            "kind": "money",
            "source": "a notice",
            "title": {"zh": "退出收入线", "en": "Income line for exit"},
        },
    },
}
OLDER_INDICATOR = {
    "label": "Clinic with a doctor",
    "outcome": "met",
    "sign": "=",
    "weighs": False,
    "kept": {
        "label": "clinic",
        "found": True,
        "unit": "yes or no",
        "needed": {
            "name": "clinic",
            "value": True,
            "unit": "yes or no",
            "kind": "flag",
            "title": {"zh": "有卫生室和村医", "en": "Clinic with a doctor"},
        },
    },
}


def test_a_finding_kept_by_an_older_program_is_still_read_in_both_languages():
    income, clinic = Finding.from_plain(OLDER), Finding.from_plain(OLDER_INDICATOR)
    assert (
        income.sentence() == "Net income a head: standard above 3,535 yuan, actual 3,600 yuan: met (a notice)"
    )
    assert clinic.title() == "Clinic with a doctor"
    assert income.found == Decimal(3600)
    with language("zh"):
        assert income.sentence() == "人均纯收入：标准高于 3,535 元，实际 3,600 元：满足（a notice）"
        assert clinic.title() == "有卫生室和村医"


def test_a_rule_reads_only_the_facts_of_its_class(book):
    data = tomllib.loads((FOLDER / "village_exit.toml").read_text("utf8"), parse_float=Decimal)
    with pytest.raises(WrongFile, match="fact “share” is none of"):
        read_rule(data, "village_exit", HouseholdExitFacts, book)
