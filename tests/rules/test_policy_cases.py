"""Every policy case in the files next door gives the answer written beside it."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

import pytest

from county_desk.rules.calendar import Calendar, Counting
from county_desk.rules.combining import judge
from county_desk.rules.grace import grace_until
from county_desk.rules.parameters import OwnFigure
from county_desk.rules.registry import HELP_RULES, RULES


def cases(rule):
    """The cases of one rule, each under its name."""
    text = Path(__file__).with_name(f"{rule}.toml").read_text("utf8")
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(text, parse_float=Decimal)["case"]]


@pytest.mark.parametrize("case", cases("days"))
def test_the_last_day_of_a_list(case):
    last = Calendar.load().last_day(case["posted"], case["days"], Counting.named(case["counting"]))
    assert last == case["ends"]


@pytest.mark.parametrize("case", cases("figures"))
def test_the_figure_in_force(case, book):
    own = [OwnFigure(*figure) for figure in case.get("own", ())]
    value = book.on(case["on"], case["province"], case.get("region", ""), own=own)[case["figure"]]
    assert (value.text(exact=True) or "unknown") == case["answer"]
    assert value.trouble() == case.get("trouble", value.trouble())


@pytest.mark.parametrize("case", cases("procedures"))
def test_the_procedure_under_which_a_case_begins(case, policy):
    there = replace(policy, province=case["province"])
    if "because" in case:
        assert case["because"] in there.why_not_begun(case["procedure"], case["on"])
    else:
        assert there.procedure(case["procedure"], case["on"]).version == case["answer"]


def facts(kind, given):
    """The facts of a case; whatever is a decimal in the program may be text in the file."""
    hints = get_type_hints(kind)
    decimals = {name for name, hint in hints.items() if Decimal in getattr(hint, "__args__", ())}
    return kind(**{name: Decimal(value) if name in decimals else value for name, value in given.items()})


def answered(rule, case, book):
    """The finding of a case."""
    own = [OwnFigure(*figure) for figure in case.get("own", ())]
    terms = book.on(case["on"], case["province"], case.get("region", ""), own=own)
    return judge(rule, facts(RULES[rule].facts, case["facts"]), terms)


def agrees(rule, case, book):
    """The answer is the one in the file, and rests on what the file names."""
    finding = answered(rule, case, book)
    assert finding.outcome.value == case["answer"]
    assert [leaf.label for leaf in finding.blockers()] == case.get("because", [])


@pytest.mark.parametrize("case", cases("household_registration"))
def test_registration_of_a_household(case, book):
    agrees("household_registration", case, book)


@pytest.mark.parametrize("case", cases("village_registration"))
def test_registration_of_a_village(case, book):
    agrees("village_registration", case, book)


@pytest.mark.parametrize("case", cases("household_exit"))
def test_exit_of_a_household(case, book):
    agrees("household_exit", case, book)


@pytest.mark.parametrize("case", cases("village_exit"))
def test_exit_of_a_village(case, book):
    agrees("village_exit", case, book)


@pytest.mark.parametrize("case", cases("county_exit"))
def test_exit_of_a_county(case, book):
    agrees("county_exit", case, book)


@pytest.mark.parametrize("case", cases("grace"))
def test_the_last_day_of_grace(case, book):
    assert grace_until(case["left"], book.on(case["left"], "hunan")) == case.get("ends")


@pytest.mark.parametrize("case", cases("monitoring"))
def test_entry_into_monitoring(case, book):
    agrees("monitoring", case, book)


@pytest.mark.parametrize("case", cases("monitoring_release"))
def test_release_from_monitoring(case, book):
    agrees("monitoring_release", case, book)


HELP = [
    pytest.param(rule, *case.values, id=f"{rule}: {case.id}") for rule in HELP_RULES for case in cases(rule)
]


@pytest.mark.parametrize(("rule", "case"), HELP)
def test_help_of_a_programme(rule, case, book):
    agrees(rule, case, book)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_cases_of_every_answer(rule):
    given = [param.values[0] for param in cases(rule)]
    assert len(given) >= 8
    assert {case["answer"] for case in given} == {"met", "unknown", "not_met"}


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_fails_for_want_of_facts(rule, book):
    for year in range(2013, 2027):
        finding = judge(rule, RULES[rule].facts(), book.on(date(year, 6, 1), "hunan"))
        assert finding.outcome.value == "unknown"
        assert finding.sentence()
