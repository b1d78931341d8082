"""Every policy case in the files next door gives the answer written beside it."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

import pytest

from county_desk.rules.combining import judge
from county_desk.rules.parameters import OwnFigure
from county_desk.rules.registry import RULES


def cases(rule):
    """The cases of one rule, each under its name."""
    text = Path(__file__).with_name(f"{rule}.toml").read_text("utf8")
    return [pytest.param(case, id=case["name"]) for case in tomllib.loads(text, parse_float=Decimal)["case"]]


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
