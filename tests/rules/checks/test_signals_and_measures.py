"""A signal and a class of measure are declared once; the acts and lists that look for them follow."""

import pytest

from county_desk.facts.word_lists import RISK, listed_words
from county_desk.intake.vocabulary import standard_titles, titles_of
from county_desk.measure_classes import MeasureClass
from county_desk.models.measure import AssistanceMeasure
from county_desk.paths import resources
from county_desk.rules.checks import catalogue as shipped
from county_desk.rules.checks import key_groups as functions_of_groups
from county_desk.rules.checks import signals as functions_of_signals
from county_desk.rules.checks.catalogue import Catalogue, catalogue, key_groups, read_check, signals
from county_desk.rules.checks.functions import FUNCTIONS
from county_desk.rules.checks.hits import NumberTaken, Of, check
from county_desk.rules.checks.monitoring_facts import MEASURES
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.monitoring.signal_words import SignalRule

WORDS = {"zh": "预警：新", "en": "Signal: new"}
ENTRY = {
    **{"title": WORDS, "wrong": WORDS, "fix": WORDS, "reference": WORDS, "sure": "G"},
    **{"level": "warning", "signal": "因病", "compares": "insured", "since": 2021, "needs": []},
}


def numbers_of(module):
    """The checks whose functions a module holds."""
    return {number for number, (_of, made) in FUNCTIONS.items() if made.__module__ == module.__name__}


def test_every_check_of_the_signals_is_looked_for():
    assert set(signals()) == numbers_of(functions_of_signals)
    assert set(key_groups()) == numbers_of(functions_of_groups)


def test_a_signal_of_the_file_is_looked_for_without_further_lists(monkeypatch):
    monkeypatch.setitem(FUNCTIONS, "M97", FUNCTIONS["M22"])
    more = Catalogue([*catalogue().checks.values(), read_check("M97", ENTRY, "monitoring.toml")])
    monkeypatch.setattr(shipped, "catalogue", lambda: more)
    assert signals()["M97"] == "因病"
    assert "M97" in dict(SignalRule().options())
    assert more["M97"].compares == "insured"
    assert "M97" not in key_groups()


@pytest.mark.parametrize(("key", "word"), [("signal", "因雪"), ("compares", "insurance"), ("reads", "snow")])
def test_a_signal_that_names_what_nobody_knows_is_refused(key, word):
    with pytest.raises(WrongFile, match=word):
        read_check("M20", {**ENTRY, key: word}, "monitoring.toml")


def test_the_classes_of_measures_are_those_of_the_checks_and_the_columns():
    assert tuple(MeasureClass) == MEASURES
    assert set(MEASURES) <= titles_of("monitoring")
    assert AssistanceMeasure.kind.type.enums == [each.value for each in MeasureClass]


def test_a_risk_is_answered_by_measures_that_exist():
    answers = catalogue()["M06"].numbers["answers"]
    assert set(answers) <= set(listed_words(RISK))
    assert {measure for measures in answers.values() for measure in measures} <= set(MeasureClass)


def test_a_class_of_measure_of_the_list_is_a_column_of_a_ledger_without_further_lists():
    declared = (resources() / "columns" / "titles.toml").read_text("utf8")
    assert "其他帮扶" not in declared
    assert standard_titles()["其他帮扶"].of == "monitoring"


def test_a_number_that_is_taken_is_refused_with_the_next_free_one():
    last = max(number for number in catalogue().checks if number.startswith("D"))
    free = f"D{int(last[1:]) + 1:02}"
    with pytest.raises(
        NumberTaken, match=f"D01 of another is .* number_of_places; the next free one is {free}"
    ):

        @check("D01", Of.PERSON)
        def another():
            """Not the check of this number."""
