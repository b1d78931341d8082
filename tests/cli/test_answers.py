"""Answers of the command line that are printed one after the other."""

import json

import pytest

from county_desk.cli.output import Speaker

FINDINGS = [{"subject": "张大有\n", "parts": [{"label": "income"}, {}]}, {"subject": "李有田", "parts": []}]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_answers_in_a_row_are_the_json_list_of_them(count, capsys):
    some = FINDINGS[:count]
    Speaker(as_json=True).answer_each((each, "words") for each in some)
    one_by_one = capsys.readouterr().out
    Speaker(as_json=True).answer(some, "words")
    assert one_by_one == capsys.readouterr().out
    assert json.loads(one_by_one) == some


def test_answers_in_a_row_are_printed_as_lines_of_words(capsys):
    Speaker(as_json=False).answer_each((each, each["subject"].strip()) for each in FINDINGS)
    assert capsys.readouterr().out == "张大有\n李有田\n"
