"""The same facts under two policies: what turns, by which criterion, from which day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from county_desk.rules.household_rules import HouseholdExitFacts
from county_desk.rules.outcomes import Outcome
from county_desk.rules.own_files import recognised
from county_desk.rules.parameters import OwnFigure
from county_desk.rules.rehearsal import RehearsedLine, Trials
from county_desk.rules.rehearsal_words import figure_words, line_sentence
from county_desk.rules.rehearsed import (
    CasesUnderWay,
    ChangedPaper,
    Rehearsal,
    RehearsedKind,
    RehearsedRule,
    TurnedRecords,
)
from tests.workflow.policy_files import CRITERIA, PROCEDURE

TODAY = date(2017, 11, 24)
EXIT = "household_exit"
WELL = HouseholdExitFacts(
    income_per_head=Decimal("3500"),
    income_stable=True,
    enough_food=True,
    enough_clothing=True,
    dropouts=0,
    all_insured=True,
    housing_grade="B",
    housing_area=Decimal(80),
    safe_water=True,
    identified_year=2014,
    exit_year=2017,
)
RULE = {
    "kind": "household",
    "rule": EXIT,
    "title": "Exit",
    "day": "2017-11-24",
    "year": 2017,
    "judged": 40,
}


def with_figure(policy, value, since=TODAY, name="income_line_exit"):
    """The same policy with a figure of the county."""
    figure = OwnFigure(name, since, value, "青政发〔2017〕9号")
    return policy.with_own(policy.entered._replace(figures=(*policy.entered.figures, figure)))


def with_file(policy, name, text):
    return policy.with_own(policy.entered._replace(files=(recognised(name, text),)))


def turn(before, after, facts=WELL, today=TODAY):
    return Trials(before, after, today).of(EXIT).judged(facts).turn


def test_a_finding_turns_by_the_criterion_whose_line_moved(policy):
    found = turn(policy, with_figure(policy, "3600"))
    assert found == (Outcome.MET, Outcome.NOT_MET, ("Net income a head",), ("3500",))


@pytest.mark.parametrize(("line", "turns"), [("3499.99", False), ("3500", True), ("3335", False)])
def test_an_answer_that_stays_is_no_turn(policy, line, turns):
    after = with_figure(policy, line)
    trial = Trials(policy, after, TODAY).of(EXIT)
    assert bool(trial and trial.judged(WELL).turn) is turns


def test_a_finding_that_fails_otherwise_does_not_turn(policy):
    poor = replace(WELL, housing_grade="D")
    assert turn(policy, with_figure(policy, "3600"), poor) is None


def test_a_rule_that_nothing_changes_has_no_trial(policy):
    trials = Trials(policy, with_figure(policy, "3600"), TODAY)
    assert trials.of("household_registration") is None
    assert trials.of("village_exit") is None
    assert Trials(policy, policy, TODAY).of(EXIT) is None


def test_a_figure_of_a_coming_year_is_tried_on_its_first_day(policy):
    trial = Trials(policy, with_figure(policy, "3600", date(2018, 1, 1)), TODAY).of(EXIT)
    assert trial.day == date(2018, 1, 1)
    assert trial.judged(replace(WELL, income_per_head=Decimal(3560))).turn.criteria == ("Net income a head",)


def test_a_case_is_tried_by_the_law_of_its_year(policy):
    trials = Trials(policy, with_figure(policy, "3600", date(2018, 1, 1)), TODAY)
    assert trials.of(EXIT, 2017) is None
    assert trials.of(EXIT, 2018).day == date(2018, 1, 1)
    back = Trials(policy, with_figure(policy, "3600", date(2016, 12, 31)), TODAY)
    assert back.of(EXIT, 2016).day == date(2016, 12, 31)
    assert back.of(EXIT) is None  # a yearly figure ends with its year


def test_a_new_criterion_leaves_open_what_is_not_known(policy):
    after = with_file(policy, "exit.toml", CRITERIA)
    found = turn(policy, after)
    assert found[:3] == (Outcome.MET, Outcome.UNKNOWN, ("Electricity of the household",))
    assert turn(policy, after, replace(WELL, electricity=True)) is None


def test_a_dropped_criterion_lets_a_finding_be_met(policy):
    after = with_file(policy, "exit.toml", CRITERIA)
    found = turn(policy, after, replace(WELL, electricity=True, enough_clothing=False))
    assert found == (Outcome.NOT_MET, Outcome.MET, ("Enough clothing",), ("False",))


def test_the_lines_name_what_moved_came_and_went(policy):
    trial = Trials(policy, with_file(policy, "exit.toml", CRITERIA), TODAY).of(EXIT)
    changed = {line.label: line for line in trial.lines() if line.before != line.after}
    assert set(changed) == {
        "Electricity of the household",
        "Wider house",
        "Area of the house",
        "Enough clothing",
    }
    moved = Trials(policy, with_figure(policy, "3600"), TODAY).of(EXIT).lines()
    assert [line_sentence(each) for each in moved if each.before != each.after] == [
        "Net income a head: > 3,335 yuan → > 3,600 yuan"
    ]


def test_money_has_two_places_and_a_share_every_place():
    assert figure_words("3335.3333333", "yuan/person/year") == "3,335.33 yuan"
    assert figure_words("3335", "yuan") == "3,335 yuan"
    assert figure_words("0.01953", "share") == "1.953%"


def test_a_procedure_of_the_county_replaces_that_of_the_program(policy):
    after = with_file(policy, "removal.toml", PROCEDURE)
    trials = Trials(policy, after, TODAY)
    assert trials.replaced() == {"household_removal"}
    assert Trials(policy, policy, TODAY).replaced() == frozenset()


def test_the_figures_that_change_are_named_with_both_values(policy):
    after = with_figure(policy, "9", date(2018, 3, 1), "household_disclosure_days_first")
    ((before, now),) = Trials(policy, after, TODAY).figures()
    assert (before.name, before.number, now.number) == ("household_disclosure_days_first", 7, 9)


def test_a_rehearsal_is_the_same_after_it_was_kept():
    title = {"zh": "退出", "en": "Exit"}
    figure = RehearsedLine("Days", "days", "7", "9")
    way = TurnedRecords(Outcome.MET, Outcome.NOT_MET, ("Income",), ((3, ("2980",)), (7, ("",))))
    rule = RehearsedRule(RehearsedKind.HOUSEHOLD, EXIT, title, TODAY, 2017, 40, turned=(way,))
    cases, paper = CasesUnderWay(title, 3, 1, figures=(figure,)), ChangedPaper("post_disclosure", 2)
    whole = Rehearsal(TODAY, (rule,), (cases,), (paper,))
    assert Rehearsal.from_plain(whole.as_plain()) == whole
    assert (whole.count, rule.numbers, whole.changes_nothing) == (2, (3, 7), False)
    assert Rehearsal(TODAY).changes_nothing


def test_a_rehearsal_that_kept_counts_is_still_read():
    plain = {"on": "2017-11-24", "rules": [{**RULE, "counts": [{"township": 2, "count": 1}]}]}
    (rule,) = Rehearsal.from_plain(plain).rules
    assert (rule.rule, rule.day, rule.judged) == (EXIT, TODAY, 40)
