"""`policy examples`: the worked examples of a rule, in both languages, without a register."""

import json

from county_desk.rules.example_subjects import SUBJECTS
from county_desk.rules.examples import examples_of


def test_the_rules_are_listed_with_the_number_of_their_examples(shell):
    assert shell("--language", "zh", "policy", "examples", database=False) == 0
    assert f"household_exit\t贫困户退出\t{len(examples_of('household_exit'))}" in shell.out
    assert len(shell.out.splitlines()) == len(SUBJECTS)


def test_an_example_tells_its_facts_its_answer_and_its_document(shell):
    assert shell("--language", "zh", "policy", "examples", "监测对象类别", database=False) == 0
    first = shell.out.partition("\n\n")[0].splitlines()
    assert first[0] == "脱贫户，收入低于监测线"
    assert "  监测期人均纯收入：7,299.99" in first
    assert "  → 监测对象类别：脱贫不稳定户" in first
    assert first[-1].startswith("  《健全防止返贫动态监测和帮扶机制工作指南》")


def test_the_examples_are_told_in_english_too(shell):
    assert shell("--language", "en", "policy", "examples", "贫困户退出", database=False) == 0
    assert "  Net income a head (yuan): 3,146.01" in shell.out
    assert "  → Net income a head: standard above 3,146 yuan, actual 3,146 yuan: not met" in shell.out
    assert (
        "  Income line for exit: 3146 from 2016-01-01 (省2016年第1号通知), entered by the county" in shell.out
    )


def test_a_script_reads_the_examples_as_json(shell):
    assert shell("--language", "en", "--json", "policy", "examples", "grace", database=False) == 0
    last = json.loads(shell.out)[-1]
    assert last["says"] == ["No period of grace is set"]
    assert last["outcome"] is None


def test_a_rule_that_there_is_not_is_named_with_the_nearest(shell):
    assert shell("--language", "en", "policy", "examples", "househol_exit", database=False) == 1
    assert "there is no rule “househol_exit”; did you mean “household_exit”?" in shell.err
