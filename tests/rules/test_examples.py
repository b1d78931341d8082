"""Every worked example gives the sentences written in its file, and a wrong file is refused by line."""

import re
from collections import Counter
from datetime import date

import pytest

from county_desk.facts import FACTS
from county_desk.rules import example_inputs
from county_desk.rules.bilingual import titles_of
from county_desk.rules.combining import judge
from county_desk.rules.example_inputs import case_inputs, inputs_of
from county_desk.rules.example_subjects import SUBJECTS
from county_desk.rules.examples import examples_of, read_examples, title_of
from county_desk.rules.policy import shipped_policy
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.registry import RULES
from county_desk.text import CHINESE, ENGLISH, LANGUAGES, language

EVERY = [
    pytest.param(each, id=f"{subject}: {each.title['en']}")
    for subject in SUBJECTS
    for each in examples_of(subject)
]
HAN = re.compile("[一-鿿]")


@pytest.mark.parametrize("example", EVERY)
def test_the_program_says_what_the_example_expects(example):
    with language(CHINESE):
        answer = example.answer(shipped_policy())
    assert answer.says == example.says
    assert not answer.documents or example.document in answer.documents


def test_every_example_is_told_in_both_languages():
    with language(ENGLISH):
        for param in EVERY:
            example = param.values[0]
            head = example.answer(shipped_policy()).says[0]  # the others quote words of the ledgers
            said = (example.title["en"], head, title_of(example.subject, shipped_policy().book))
            assert not any(HAN.search(words) for words in said), example.title
            for fact in example.given:
                assert not HAN.search("：".join(fact.shown())), fact


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_examples_of_a_subject_have_titles_of_their_own(subject):
    for code in LANGUAGES:
        titles = Counter(each.title[code] for each in examples_of(subject))
        assert titles.most_common(1)[0][1] == 1
    assert all(HAN.search(each.title["zh"]) for each in examples_of(subject))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_examples_of_every_answer(rule):
    given = [each.answer(shipped_policy()).outcome for each in examples_of(rule)]
    assert len(given) >= 8
    assert {outcome.value for outcome in given} == {"met", "unknown", "not_met"}


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_fails_for_want_of_facts(rule, book):
    for year in range(2013, 2027):
        finding = judge(rule, RULES[rule].facts(), book.on(date(year, 6, 1), "hunan"))
        assert finding.outcome.value == "unknown"
        assert finding.sentence()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_name_means_one_fact(subject):
    known = [*case_inputs(shipped_policy()), *inputs_of(subject, SUBJECTS[subject].facts, shipped_policy())]
    paths = {}
    for each in known:
        assert paths.setdefault(each.name, each.path) == each.path


def test_a_fact_of_a_workbook_has_no_second_name():
    named = set(example_inputs._names()) - {"incidence"}  # of villages, where only a table has it
    assert not named & {key for key, fact in FACTS.items() if fact.title}


RIGHT = """document = "某文件"

[[example]]
title = { zh = "收入低于标准", en = "An income below the line" }
own = "识别收入线：3000，2016-01-01起，县2016年第1号通知"
given = \"\"\"
日期：2016-10-20
省份：贵州省
人均纯收入：2900
有排除情形：否
\"\"\"
says = "贫困户识别：满足"
"""
WRONG = {
    ("人均纯收入：2900", "人均收入：2900"): (9, "没有“人均收入”这一情况或政策数值；是否应为“人均纯收入”？"),
    ("人均纯收入：2900", "人均纯收入：不多"): (9, "“不多”不能作为“人均纯收入”的值"),
    ("人均纯收入：2900", "日期：2016-10-21"): (4, "“日期”给出了两次"),
    ("省份：贵州省", "省份：贵洲省"): (8, "“贵洲省”不能作为“省份”的值"),
    ("识别收入线：3000", "识别线：3000"): (5, "没有“识别线”这一情况或政策数值；是否应为“识别收入线”？"),
    ("，2016-01-01起", ""): (5, "县里自定的数值应写作"),
    ("says =", "say ="): (None, "say"),
    ('en = "An income below the line" ', ""): (4, "title"),
    ("document =", "documents ="): (1, "documents"),
}


@pytest.mark.parametrize(("change", "told"), WRONG.items(), ids=lambda each: str(each[1]))
def test_a_wrong_file_is_refused_by_line(tmp_path, change, told):
    path = tmp_path / "household_registration.toml"
    path.write_text(RIGHT, "utf8")
    assert len(read_examples(path, shipped_policy())) == 1
    path.write_text(RIGHT.replace(*change), "utf8")
    with language(CHINESE), pytest.raises(WrongFile) as error:
        read_examples(path, shipped_policy())
    line, words = told
    assert error.value.line == line or line is None
    assert "examples/household_registration.toml" in str(error.value)
    assert words in str(error.value)


def test_a_fact_that_the_answer_needs_is_asked_for(tmp_path):
    path = tmp_path / "days.toml"
    path.write_text(RIGHT.partition("own")[0] + 'given = "公示天数：7"\nsays = "公示"\n', "utf8")
    with language(CHINESE), pytest.raises(WrongFile) as error:
        read_examples(path, shipped_policy())
    assert "公示起始日, 天数计算方式" in str(error.value)


def test_a_file_is_named_after_its_subject(tmp_path):
    path = tmp_path / "household_exits.toml"
    path.write_text(RIGHT, "utf8")
    with language(ENGLISH), pytest.raises(WrongFile) as error:
        read_examples(path, shipped_policy())
    assert "household_exit" in str(error.value)


def test_every_title_of_an_example_is_chinese_first():
    assert all(titles_of(param.values[0].title)[0] == param.values[0].title["zh"] for param in EVERY)
