"""Answers of the command line that are printed one after the other."""

import json

import pytest

from county_desk.cli.output import Speaker

FINDINGS = [{"subject": "张大有\n", "parts": [{"label": "income"}, {}]}, {"subject": "李有田", "parts": []}]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_answers_in_a_row_are_the_json_list_of_them(count, capsys):
    some = FINDINGS[:count]
    Speaker(as_json=True).answer_each((each, ["words"]) for each in some)
    one_by_one = capsys.readouterr().out
    Speaker(as_json=True).answer(some, "words")
    assert one_by_one == capsys.readouterr().out
    assert json.loads(one_by_one) == some


def test_answers_in_a_row_are_printed_as_lines_of_words(capsys):
    Speaker(as_json=False).answer_each((each, [each["subject"].strip()]) for each in FINDINGS)
    assert capsys.readouterr().out == "张大有\n李有田\n"


def test_rows_of_a_document_are_printed_as_they_are_read_each_on_a_line(capsys):
    printed = []

    def rows():
        for number in range(3):
            printed.append(capsys.readouterr().out)
            yield {"row": number, "values": {"姓名": "张大有"}}

    Speaker(as_json=True).answer_each([({"file": "花名册.csv", "rows": rows()}, ())])
    out = "".join((*printed, capsys.readouterr().out))
    (entry,) = json.loads(out)
    assert (entry["file"], [row["row"] for row in entry["rows"]]) == ("花名册.csv", [0, 1, 2])
    assert '\n   {"row": 1, "values": {"姓名": "张大有"}},\n' in out
    assert '"row": 1' in printed[2]  # before the third row is read


def test_a_list_that_breaks_off_is_closed_and_the_reason_stands_on_standard_error_alone(capsys):
    def answers():
        yield {"file": "甲.csv", "rows": iter(())}, ()
        raise KeyError

    speaker = Speaker(as_json=True)
    with pytest.raises(KeyError):
        speaker.answer_each(answers())
    speaker.refuse({"": "乙.csv cannot be read"})
    said = capsys.readouterr()
    assert (json.loads(said.out), said.err) == ([{"file": "甲.csv", "rows": []}], "乙.csv cannot be read\n")
